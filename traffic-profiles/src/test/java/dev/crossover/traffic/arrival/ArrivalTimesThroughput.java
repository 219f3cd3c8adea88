package dev.crossover.traffic.arrival;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Measures arrival times per second of CPU for every row of the target table: {@code java -cp ...
 * dev.crossover.traffic.arrival.ArrivalTimesThroughput}. What a normalised replication spends on
 * walking its path beforehand is part of it.
 */
final class ArrivalTimesThroughput {
  private static final int ROUNDS = 8;

  private ArrivalTimesThroughput() {}

  public static void main(String[] args) {
    for (TrafficTargetsTest.Row row : TrafficTargetsTest.Row.values()) {
      measure(row);
    }
    for (TrafficTargetsTest.Row row : TrafficTargetsTest.Row.values()) {
      System.out.printf(
          Locale.ROOT, "%-16s %.1f M arrivals per CPU second%n", row, measure(row) / 1e6);
    }
  }

  private static double measure(TrafficTargetsTest.Row row) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long count = 0;
    for (int seed = 1; seed <= ROUNDS; seed++) {
      ArrivalTimes times = row.arrivals(seed);
      while (times.next() != ArrivalTimes.NONE) {
        count++;
      }
    }
    return count / ((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9);
  }
}
