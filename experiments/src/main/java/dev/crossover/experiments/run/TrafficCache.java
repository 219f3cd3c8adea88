package dev.crossover.experiments.run;

import dev.crossover.experiments.spec.Experiment;
import dev.crossover.traffic.profile.ProfileSpec;
import dev.crossover.traffic.profile.TrafficProfile;
import dev.crossover.traffic.profile.TrafficWindow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Compiles each traffic once, however many points share it: a trace is scanned to its end. */
final class TrafficCache {
  private record Key(ProfileSpec spec, TrafficWindow window, Path folder) {}

  private final Map<Key, TrafficProfile> compiled = new HashMap<>();

  TrafficProfile of(Experiment experiment) {
    Key key = new Key(experiment.spec().traffic(), experiment.window(), experiment.trafficFolder());
    TrafficProfile traffic = compiled.get(key);
    if (traffic == null) {
      traffic = experiment.traffic();
      compiled.put(key, traffic);
    }
    return traffic;
  }
}
