package dev.crossover.traffic.arrival;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * Measures arrival times per second of CPU for every row of the target table and for waves: {@code
 * java -cp ... dev.crossover.traffic.arrival.ArrivalTimesThroughput}. What a normalised replication
 * spends on walking its path beforehand is part of it.
 */
final class ArrivalTimesThroughput {
  private static final int ROUNDS = 8;

  private ArrivalTimesThroughput() {}

  public static void main(String[] args) {
    for (TrafficTargetsTest.Row row : TrafficTargetsTest.Row.values()) {
      print(row.toString(), row::arrivals);
    }
    for (String time : List.of("2min", "7s")) {
      RateShape waves = TrafficTargetsTest.modulated(null, TrafficTargetsTest.lognormal(1, time));
      print("LOGNORMAL " + time, seed -> TrafficTargetsTest.week(ArrivalSpec.POISSON, waves, seed));
    }
  }

  private static void print(String name, IntFunction<ArrivalTimes> weeks) {
    measure(weeks);
    System.out.printf(
        Locale.ROOT, "%-16s %.1f M arrivals per CPU second%n", name, measure(weeks) / 1e6);
  }

  private static double measure(IntFunction<ArrivalTimes> weeks) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long count = 0;
    for (int seed = 1; seed <= ROUNDS; seed++) {
      ArrivalTimes times = weeks.apply(seed);
      while (times.next() != ArrivalTimes.NONE) {
        count++;
      }
    }
    return count / ((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9);
  }
}
