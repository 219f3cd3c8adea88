package dev.crossover.traffic.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the keys of a profile and of its classes must keep together. */
final class ProfileRules {
  private static final int MOST_CLASSES = 500;

  private ProfileRules() {}

  static void check(
      LoadKeys load,
      RequestKeys requests,
      @Nullable Boolean normalize,
      @Nullable List<ClassSpec> classes) {
    ClassRules.checkVolume(null, load);
    ClassRules.checkValues(null, load, requests);
    if (load.pace() != null && load.pace() != LoadKeys.Pace.RATE) {
      ClassRules.refuse("normalize", normalize, load.pace());
    }
    if (classes != null) {
      checkClasses(load, requests, classes);
      return;
    }
    if (load.pace() == null) {
      ClassRules.require("rate", load.rate(), "10M/month");
    }
    ClassRules.checkComplete(load, requests);
  }

  private static void checkClasses(LoadKeys load, RequestKeys requests, List<ClassSpec> classes) {
    if (classes.isEmpty() || classes.size() > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "classes must be 1 to 500, not " + classes.size() + ". Maybe [{name: chat, weight: 1}]");
    }
    if (load.pace() != null && load.pace() != LoadKeys.Pace.RATE) {
      throw new IllegalArgumentException(
          load.pace().key() + " has no effect beside classes. Maybe move it into one of them");
    }
    checkNames(classes);
    checkVolumes(load, classes);
    for (ClassSpec one : classes) {
      try {
        ClassPlan.of(0, one, load, requests, 1);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("classes: " + one.name() + ": " + e.getMessage(), e);
      }
    }
  }

  private static void checkNames(List<ClassSpec> classes) {
    Set<String> names = new HashSet<>();
    for (ClassSpec one : classes) {
      if (!names.add(one.name())) {
        throw new IllegalArgumentException(
            "classes holds two of the name '" + one.name() + "'. Maybe rename one");
      }
    }
  }

  /** Either all classes that a rate paces have a share of the profile's, or each has its own. */
  private static void checkVolumes(LoadKeys load, List<ClassSpec> classes) {
    boolean weights = false;
    boolean rates = false;
    for (ClassSpec one : classes) {
      LoadKeys.Pace pace = one.load().pace();
      weights |= one.weight() != null;
      rates |= pace == LoadKeys.Pace.RATE;
      if (one.weight() == null && pace == null) {
        throw new IllegalArgumentException(
            "classes: "
                + one.name()
                + ": neither weight nor rate is given. Maybe weight: 1, or closed_loop, batch or"
                + " replay");
      }
    }
    if (weights && rates) {
      throw new IllegalArgumentException(
          "classes holds weights and rates: one cannot tell what the weights are shares of. Maybe"
              + " give each class a rate");
    }
    if (weights && load.pace() == null) {
      throw new IllegalArgumentException(
          "rate is missing: the weights of classes are shares of it. Maybe rate: 10M/month");
    }
    if (!weights && load.rate() != null) {
      throw new IllegalArgumentException(
          "rate has no effect beside classes without weights. Maybe give weights in place of"
              + " rates");
    }
  }
}
