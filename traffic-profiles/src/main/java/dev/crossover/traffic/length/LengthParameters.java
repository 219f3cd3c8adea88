package dev.crossover.traffic.length;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters a length block gives, by name in the order of the schema.
 *
 * @param values each positive and finite
 */
record LengthParameters(Map<String, Double> values) {
  static LengthParameters of(
      @Nullable Double p50,
      @Nullable Double p99,
      @Nullable Double sigma,
      @Nullable Double mean,
      @Nullable Double cv,
      @Nullable Double stdev) {
    Map<String, Double> values = new LinkedHashMap<>();
    put(values, "p50", p50);
    put(values, "p99", p99);
    put(values, "sigma", sigma);
    put(values, "mean", mean);
    put(values, "cv", cv);
    put(values, "stdev", stdev);
    return new LengthParameters(values);
  }

  boolean are(String... names) {
    return new ArrayList<>(values.keySet()).equals(List.of(names));
  }

  double get(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("needs " + name);
    }
    return value;
  }

  void refuseBesideQuantiles() {
    if (!values.isEmpty()) {
      throw new IllegalArgumentException(
          "quantiles leave no room for "
              + String.join(", ", values.keySet())
              + ". Maybe move them into quantiles or name a distribution");
    }
  }

  private static void put(Map<String, Double> values, String name, @Nullable Double value) {
    if (value == null) {
      return;
    }
    if (!(value > 0 && value <= TokenBounds.LIMIT)) {
      throw new IllegalArgumentException(
          name
              + " ("
              + value
              + ") must lie above 0 and at most "
              + TokenBounds.LIMIT
              + ". Maybe a unit is wrong: lengths are tokens");
    }
    values.put(name, value);
  }
}
