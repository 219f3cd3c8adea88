package dev.crossover.traffic.length;

import java.util.SortedMap;

/**
 * A law given at points: straight lines between them, level beyond the lowest and the highest. Two
 * points of one probability are a jump, two of one value an atom.
 */
final class PiecewiseLaw implements Law {
  private final double[] probabilities;
  private final double[] values;

  /**
   * @param probabilities from 0 to 1, not decreasing
   * @param values as many, at least one, not decreasing
   */
  PiecewiseLaw(double[] probabilities, double[] values) {
    if (values.length == 0 || probabilities.length != values.length) {
      throw new IllegalArgumentException(
          probabilities.length + " probabilities, " + values.length + " values");
    }
    this.probabilities = probabilities;
    this.values = values;
  }

  static PiecewiseLaw of(SortedMap<Double, Double> valuesByProbability) {
    return new PiecewiseLaw(
        valuesByProbability.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
        valuesByProbability.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public double quantile(double p) {
    return between(probabilities, values, p);
  }

  @Override
  public double cumulative(double x) {
    if (x < values[0]) {
      return 0;
    }
    return x >= values[values.length - 1] ? 1 : between(values, probabilities, x);
  }

  /** Exact, as each line has the mean of its clipped ends. */
  @Override
  public double heldMean(double low, double high) {
    int last = values.length - 1;
    double sum =
        probabilities[0] * held(values[0], low, high)
            + (1 - probabilities[last]) * held(values[last], low, high);
    for (int i = 0; i < last; i++) {
      sum += (probabilities[i + 1] - probabilities[i]) * lineMean(i, low, high);
    }
    return sum;
  }

  private double lineMean(int line, double low, double high) {
    double from = values[line];
    double to = values[line + 1];
    double start = held(from, low, high);
    double end = held(to, low, high);
    if (from == to || start == end) {
      return start;
    }
    return ((start - from) * low + (end - start) * (start + end) / 2 + (to - end) * high)
        / (to - from);
  }

  private static double held(double value, double low, double high) {
    return Math.min(Math.max(value, low), high);
  }

  /** The highest y at x on the line through the points, level beyond its ends. */
  private static double between(double[] xs, double[] ys, double x) {
    int above = firstAbove(xs, x);
    if (above == 0) {
      return ys[0];
    }
    if (above == xs.length) {
      return ys[above - 1];
    }
    double along = (x - xs[above - 1]) / (xs[above] - xs[above - 1]);
    return ys[above - 1] + (ys[above] - ys[above - 1]) * along;
  }

  private static int firstAbove(double[] xs, double x) {
    int low = 0;
    int high = xs.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (xs[middle] > x) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
