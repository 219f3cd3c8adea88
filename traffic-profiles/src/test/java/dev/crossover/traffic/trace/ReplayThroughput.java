package dev.crossover.traffic.trace;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Measures replayed requests per second of CPU for {@code replay} blocks given as arguments: {@code
 * java -cp ... dev.crossover.traffic.trace.ReplayThroughput "file: t.csv, rate_scale: 2"}.
 */
final class ReplayThroughput {
  private static final int ROUNDS = 4;

  private ReplayThroughput() {}

  public static void main(String[] replays) {
    for (String replay : replays) {
      for (int round = 1; round <= ROUNDS; round++) {
        long before = cpuNanos();
        long rows = read(Trace.of(ReplayYaml.bind(replay), Path.of("").toAbsolutePath()));
        double seconds = (cpuNanos() - before) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "%s: round %d, %d rows, %.2f M rows/s of CPU%n",
            replay,
            round,
            rows,
            rows / seconds / 1e6);
      }
    }
  }

  private static long read(Trace trace) {
    Arrival arrival = new Arrival();
    long rows = 0;
    try (ReplayStream stream =
        trace.open(new RandomStreams(1, 0), List.of("default"), 0, Long.MAX_VALUE)) {
      while (stream.next(arrival)) {
        rows++;
      }
    }
    return rows;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
