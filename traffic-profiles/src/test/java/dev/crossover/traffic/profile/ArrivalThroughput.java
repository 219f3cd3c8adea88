package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.units.TimeSpan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Measures whole requests (time, prefix, two lengths, each answered at once) per second of CPU for
 * the profile files named as arguments: {@code java -cp ...
 * dev.crossover.traffic.profile.ArrivalThroughput steady.yaml}.
 */
final class ArrivalThroughput {
  private ArrivalThroughput() {}

  public static void main(String[] files) throws IOException {
    for (String file : files) {
      Path path = Path.of(file);
      TrafficWindow month =
          new TrafficWindow(
              TimeSpan.valueOf("720h"), TimeSpan.ZERO, TimeSpan.valueOf("30d"), TimeSpan.ZERO);
      TrafficProfile traffic =
          TrafficProfile.of(
              ProfileYaml.bind(Files.readString(path)), month, path.toAbsolutePath().getParent());
      measure(traffic, 0);
      System.out.printf(
          Locale.ROOT, "%-24s %.1f M requests per CPU second%n", file, measure(traffic, 1) / 1e6);
    }
  }

  private static double measure(TrafficProfile traffic, int replication) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    ArrivalStream stream = traffic.open(new RandomStreams(1, replication));
    Arrival arrival = new Arrival();
    long tokens = 0;
    long requests = 0;
    boolean awaits = stream.awaitsCompletions();
    while (stream.next(arrival)) {
      requests++;
      if (awaits) {
        stream.completed(arrival.id, arrival.nanos, Fate.COMPLETED, arrival.outputTokens);
      }
      tokens += arrival.promptTokens + arrival.outputTokens;
    }
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    if (tokens == 0) {
      throw new IllegalStateException("nothing arrived");
    }
    return requests / (nanos / 1e9);
  }
}
