package dev.crossover.traffic.fit;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.analysis.AnalysisOptions;
import dev.crossover.traffic.analysis.Playback;
import dev.crossover.traffic.analysis.TrafficAnalysis;
import dev.crossover.traffic.analysis.TrafficSummary;
import dev.crossover.traffic.profile.ProfileSpec;
import dev.crossover.traffic.profile.TrafficProfile;
import dev.crossover.traffic.profile.TrafficWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Generates traffic of a profile over the span of a recording, several times, and looks at it as
 * the recording was looked at. Answers come at once, so think times are gaps between arrivals.
 *
 * @param spanNanos of the recording
 * @param widths of the windows in which arrivals are counted
 * @param seed of the draws; the same for all profiles that are compared
 */
record Rehearsal(long spanNanos, List<Long> widths, long seed) {
  private static final TimeSpan MONTH = TimeSpan.valueOf("720h");
  private static final Path NO_FOLDER = Path.of("");

  /** The arrivals of so many replications, in the mean. */
  ArrivalCurve arrivals(ProfileSpec spec, int replications) {
    long[] windows = widths.stream().mapToLong(Long::longValue).toArray();
    TrafficProfile profile = compiled(spec);
    List<ArrivalCurve> curves = new ArrayList<>();
    for (int replication = 0; replication < replications; replication++) {
      ArrivalCurve.Counter counter = new ArrivalCurve.Counter(windows);
      RandomStreams streams = new RandomStreams(seed, replication);
      Playback.play(profile.open(streams), 0, spanNanos, counter::add);
      curves.add(counter.finish(spanNanos));
    }
    return ArrivalCurve.mean(curves);
  }

  /** Hands out the summary of each of so many replications. */
  void summaries(
      ProfileSpec spec,
      int replications,
      AnalysisOptions options,
      Consumer<TrafficSummary> reader) {
    TrafficProfile profile = compiled(spec);
    for (int replication = 0; replication < replications; replication++) {
      TrafficAnalysis analysis = new TrafficAnalysis(options);
      RandomStreams streams = new RandomStreams(seed, replication);
      Playback.play(profile.open(streams), 0, spanNanos, analysis::add);
      reader.accept(analysis.summary(spanNanos));
    }
  }

  private TrafficProfile compiled(ProfileSpec spec) {
    TimeSpan span = new TimeSpan(spanNanos);
    return TrafficProfile.of(
        spec, new TrafficWindow(MONTH, TimeSpan.ZERO, span, TimeSpan.ZERO), NO_FOLDER);
  }
}
