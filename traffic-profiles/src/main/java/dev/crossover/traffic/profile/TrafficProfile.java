package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.units.TimeSpan;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The traffic of an experiment, ready to be read as often as there are strategies. */
public sealed interface TrafficProfile permits GeneratedTraffic, ReplayedTraffic {
  /** The one traffic class of a profile that names none. */
  String DEFAULT_CLASS = "default";

  /** An independent reader of the same arrivals; the same streams give the same requests. */
  ArrivalStream open(RandomStreams streams);

  /** What the traffic amounts to. */
  ProfileDescription describe();

  /** Requests until the end of the drain where they can be counted beforehand. */
  OptionalLong knownArrivals();

  /** The horizon the traffic itself suggests: the span of a trace. */
  Optional<TimeSpan> naturalHorizon();

  /** Requests per second over the measured window. */
  default double meanRatePerSecond() {
    return describe().meanRatePerSecond();
  }

  /**
   * Compiles a profile.
   *
   * @param folder where the file names of a replay or a histogram start
   * @throws IllegalArgumentException with advice when the profile cannot fill the window
   */
  static TrafficProfile of(ProfileSpec spec, TrafficWindow window, Path folder) {
    return spec.replay() == null
        ? GeneratedTraffic.of(spec, window, folder)
        : ReplayedTraffic.of(spec, spec.replay(), window, folder);
  }

  /**
   * The horizon a profile suggests before any is chosen: the shortest that holds every request of
   * its trace.
   */
  static Optional<TimeSpan> naturalHorizon(ProfileSpec spec, Path folder) {
    return spec.replay() == null
        ? Optional.empty()
        : Optional.of(ReplayedTraffic.span(spec.replay(), folder));
  }
}
