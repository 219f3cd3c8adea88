package dev.crossover.traffic.length;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.util.FastMath;
import org.jspecify.annotations.Nullable;

/**
 * The parameters a block gives for its law, by name in the order of the schema.
 *
 * @param values each positive and finite, but for the mean of a constant
 */
record LawParameters(Map<String, Double> values) {
  static final double LEAST_SHAPE = 0.1;
  static final double MOST_SHAPE = 1000;

  LawParameters() {
    this(new LinkedHashMap<>());
  }

  /**
   * Adds a parameter where one is given.
   *
   * @param advice what to say of a value that is not above 0 and at most {@link TokenBounds#LIMIT}
   */
  LawParameters with(String name, @Nullable Double value, String advice) {
    if (value == null) {
      return this;
    }
    if (!(value > 0 && value <= TokenBounds.LIMIT)) {
      throw new IllegalArgumentException(
          name
              + " ("
              + value
              + ") must lie above 0 and at most "
              + TokenBounds.LIMIT
              + ". Maybe "
              + advice);
    }
    return having(name, value);
  }

  /** Adds a parameter whatever its value. */
  LawParameters having(String name, double value) {
    Map<String, Double> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return new LawParameters(more);
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

  /** Standard deviation over mean, of which one or the other is given. */
  double cv() {
    return values.containsKey("cv") ? get("cv") : get("stdev") / get("mean");
  }

  /** ln of one quantile over a lower one. */
  double logRatio(String upper, String lower) {
    if (!(get(upper) > get(lower))) {
      throw new IllegalArgumentException(
          upper + " must be above " + lower + ". Maybe they are swapped");
    }
    return FastMath.log(get(upper) / get(lower));
  }

  /** Refuses a mean of a power law whose tail is too heavy to have one. */
  void needsMean(double shape) {
    if (shape <= 1) {
      throw new IllegalArgumentException(
          "shape ("
              + shape
              + ") must be above 1 for the law to have a mean. Maybe give scale in place of mean");
    }
  }

  static void checkShape(double shape) {
    if (!(shape >= LEAST_SHAPE && shape <= MOST_SHAPE)) {
      throw new IllegalArgumentException(
          "the parameters give shape "
              + shape
              + ", which must lie between 0.1 and 1000. Maybe 1.5");
    }
  }

  void refuseBeside(String key) {
    if (!values.isEmpty()) {
      throw new IllegalArgumentException(
          key
              + " leaves no room for "
              + String.join(", ", values.keySet())
              + ". Maybe move them into "
              + key
              + " or name a distribution");
    }
  }
}
