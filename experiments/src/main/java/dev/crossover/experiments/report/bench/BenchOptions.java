package dev.crossover.experiments.report.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a benchmark is written.
 *
 * @param metrics whose statistics are written
 * @param percentiles 0 to 100, each metric's own columns
 * @param detailed whether each request's timings are written too
 */
public record BenchOptions(Set<BenchMetric> metrics, List<Double> percentiles, boolean detailed) {
  /** As vLLM without options. */
  public static final String METRICS = "ttft,tpot,itl";

  /** As vLLM without options. */
  public static final String PERCENTILES = "99";

  public BenchOptions {
    metrics = Set.copyOf(metrics);
    percentiles = List.copyOf(percentiles);
  }

  /**
   * Reads lists as vLLM's options have them.
   *
   * @param metrics such as {@code ttft,e2el}
   * @param percentiles such as {@code 50,99.9}
   * @throws IllegalArgumentException with the value when one is wrong
   */
  public static BenchOptions parse(String metrics, String percentiles, boolean detailed) {
    Set<BenchMetric> chosen = EnumSet.noneOf(BenchMetric.class);
    for (String name : metrics.split(",", -1)) {
      chosen.add(metric(name.strip()));
    }
    List<Double> numbers = new ArrayList<>();
    for (String number : percentiles.split(",", -1)) {
      numbers.add(percentile(number.strip()));
    }
    return new BenchOptions(chosen, numbers, detailed);
  }

  private static BenchMetric metric(String name) {
    return Arrays.stream(BenchMetric.values())
        .filter(metric -> metric.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--percentile-metrics: '"
                        + name
                        + "' is not a metric. Maybe ttft, tpot, itl or e2el?"));
  }

  private static double percentile(String text) {
    try {
      double percent = Double.parseDouble(text);
      if (percent >= 0 && percent <= 100) {
        return percent;
      }
    } catch (NumberFormatException e) {
      // told below, like a number out of range
    }
    throw new IllegalArgumentException(
        "--metric-percentiles: '" + text + "' is not a number from 0 to 100. Maybe 50,99?");
  }

  /** A percentile as keys and lines name it: 99, 99.9. */
  static String word(double percent) {
    return percent == (long) percent ? Long.toString((long) percent) : Double.toString(percent);
  }

  @Override
  public String toString() {
    String names =
        metrics.stream()
            .sorted(Comparator.naturalOrder())
            .map(BenchMetric::key)
            .collect(Collectors.joining(","));
    String numbers = percentiles.stream().map(BenchOptions::word).collect(Collectors.joining(","));
    return names + " at " + numbers + (detailed ? ", detailed" : "");
  }
}
