package dev.crossover.traffic.length;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads quantiles as written: values by {@code p50}, {@code p99.9} and the like. */
final class QuantilePoints {
  private static final Pattern NAME = Pattern.compile("p(100(?:\\.0+)?|\\d{1,2}(?:\\.\\d+)?)");

  private QuantilePoints() {}

  /** Values by probability, neither empty nor descending. */
  static SortedMap<Double, Double> of(Map<String, Double> quantiles, String example) {
    SortedMap<Double, Double> points = new TreeMap<>();
    quantiles.forEach(
        (name, value) -> {
          if (points.put(probability(name), value) != null) {
            throw new IllegalArgumentException(name + " is given twice. Maybe remove one of them");
          }
        });
    if (points.isEmpty()) {
      throw new IllegalArgumentException("quantiles are empty. Maybe " + example);
    }
    refuseDescent(points);
    return points;
  }

  private static double probability(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "quantile '" + name + "' is not between p0 and p100. Maybe p50 or p99.9");
    }
    return Double.parseDouble(name.substring(1)) / 100;
  }

  private static void refuseDescent(SortedMap<Double, Double> points) {
    double highest = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Double, Double> entry : points.entrySet()) {
      if (entry.getValue() < highest) {
        throw new IllegalArgumentException(
            "the quantile at "
                + entry.getKey()
                + " ("
                + entry.getValue()
                + ") is below a lower"
                + " one ("
                + highest
                + "). Maybe two values are swapped");
      }
      highest = entry.getValue();
    }
  }
}
