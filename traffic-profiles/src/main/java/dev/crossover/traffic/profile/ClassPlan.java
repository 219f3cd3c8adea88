package dev.crossover.traffic.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * One class with all its keys, those of the profile included.
 *
 * @param name of the class, {@link TrafficProfile#DEFAULT_CLASS} where the profile has none
 * @param share of the profile's rate that is the class's, where it has no rate of its own
 * @param ownModulation whether the modulation is the class's own, not common to all classes
 * @param load how requests come; what their pace leaves without effect is left out
 * @param requests what each of them is
 */
record ClassPlan(
    String name, double share, boolean ownModulation, LoadKeys load, RequestKeys requests) {
  ClassPlan {
    ClassRules.checkVolume(null, load);
    ClassRules.checkValues(null, load, requests);
    ClassRules.checkComplete(load, requests);
  }

  /** The classes of a profile in its order: one of all requests where it names none. */
  static List<ClassPlan> of(ProfileSpec spec) {
    if (spec.classes() == null) {
      return List.of(
          new ClassPlan(TrafficProfile.DEFAULT_CLASS, 1, false, spec.load(), spec.requests()));
    }
    double weights = 0;
    for (ClassSpec one : spec.classes()) {
      weights += one.weight() == null ? 0 : one.weight();
    }
    List<ClassPlan> plans = new ArrayList<>();
    for (ClassSpec one : spec.classes()) {
      double share = one.weight() == null ? 1 : one.weight() / weights;
      plans.add(of(one, spec.load(), spec.requests(), share));
    }
    return plans;
  }

  /** A class, with the keys of its profile where it gives none of its own. */
  static ClassPlan of(ClassSpec one, LoadKeys profile, RequestKeys requests, double share) {
    LoadKeys own = one.load();
    boolean paced = own.pace() != null && own.pace() != LoadKeys.Pace.RATE;
    LoadKeys load = paced ? own : own.over(profile, one.weight() != null);
    RequestKeys all = one.requests().over(requests.fitFor(load));
    return new ClassPlan(one.name(), share, own.modulation() != null, load, all);
  }
}
