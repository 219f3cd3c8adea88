package dev.crossover.traffic.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One class with all its keys, those of the profile included.
 *
 * @param index of the class in the profile, from 0
 * @param owner of its sessions' token streams: 0 for the profile, c + 1 for its class c
 * @param prefixOwner of its shared prefixes: the profile where they are the profile's
 * @param name of the class, {@link TrafficProfile#DEFAULT_CLASS} where the profile has none
 * @param share of the profile's rate that is the class's, where it has no rate of its own
 * @param ownModulation whether the modulation is the class's own, not common to all classes
 * @param load how requests come; what their pace leaves without effect is left out
 * @param requests what each of them is
 */
record ClassPlan(
    int index,
    int owner,
    int prefixOwner,
    String name,
    double share,
    boolean ownModulation,
    LoadKeys load,
    RequestKeys requests) {
  ClassPlan {
    ClassRules.checkVolume(null, load);
    ClassRules.checkValues(null, load, requests);
    ClassRules.checkComplete(load, requests);
  }

  /** The classes of a profile in its order: one of all requests where it names none. */
  static List<ClassPlan> of(ProfileSpec spec) {
    if (spec.classes() == null) {
      return List.of(
          new ClassPlan(
              0, 0, 0, TrafficProfile.DEFAULT_CLASS, 1, false, spec.load(), spec.requests()));
    }
    double weights = 0;
    for (ClassSpec one : spec.classes()) {
      weights += one.weight() == null ? 0 : one.weight();
    }
    List<ClassPlan> plans = new ArrayList<>();
    for (ClassSpec one : spec.classes()) {
      double share = one.weight() == null ? 1 : one.weight() / weights;
      plans.add(of(plans.size(), one, spec.load(), spec.requests(), share));
    }
    return plans;
  }

  /** A class, with the keys of its profile where it gives none of its own. */
  static ClassPlan of(
      int index, ClassSpec one, LoadKeys profile, RequestKeys requests, double share) {
    LoadKeys own = one.load();
    boolean paced = own.pace() != null && own.pace() != LoadKeys.Pace.RATE;
    LoadKeys load = paced ? own : own.over(profile, one.weight() != null);
    RequestKeys all = one.requests().over(requests.fitFor(load));
    return new ClassPlan(
        index,
        index + 1,
        one.prefix() == null ? 0 : index + 1,
        one.name(),
        share,
        own.modulation() != null,
        load,
        all);
  }

  /**
   * The traffic of this class.
   *
   * @throws IllegalArgumentException with advice when it cannot fill the window
   */
  ClassTraffic compile(ProfileSpec profile, TrafficWindow window, Path folder) {
    LoadKeys.Pace pace = Objects.requireNonNull(load.pace(), "checked when the profile was read");
    return switch (pace) {
      case RATE -> RateTraffic.of(this, profile, window, folder);
      case CLOSED_LOOP -> ClosedTraffic.of(this, window, folder);
      case BATCH -> BatchTraffic.of(this, profile, window, folder);
      case REPLAY -> TraceTraffic.of(this, profile, window, folder);
    };
  }
}
