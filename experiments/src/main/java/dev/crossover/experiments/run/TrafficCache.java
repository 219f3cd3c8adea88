package dev.crossover.experiments.run;

import dev.crossover.experiments.spec.Experiment;
import dev.crossover.traffic.profile.ProfileSpec;
import dev.crossover.traffic.profile.TrafficProfile;
import dev.crossover.traffic.profile.TrafficWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Compiles each traffic once, however many points share it: a trace is scanned to its end. Few
 * differ, and a run of one point never compares any: hashing a record of records would cost it more
 * than all its lookups.
 */
final class TrafficCache {
  private record Compiled(
      ProfileSpec spec, TrafficWindow window, Path folder, TrafficProfile traffic) {
    boolean isOf(Experiment experiment) {
      return Objects.equals(spec, experiment.spec().traffic())
          && Objects.equals(window, experiment.window())
          && Objects.equals(folder, experiment.trafficFolder());
    }
  }

  private final List<Compiled> all = new ArrayList<>();

  TrafficProfile of(Experiment experiment) {
    for (Compiled compiled : all) {
      if (compiled.isOf(experiment)) {
        return compiled.traffic();
      }
    }
    TrafficProfile traffic = experiment.traffic();
    all.add(
        new Compiled(
            experiment.spec().traffic(), experiment.window(), experiment.trafficFolder(), traffic));
    return traffic;
  }
}
