package dev.crossover.traffic.analysis;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** The largest gap between two distribution functions. */
public final class KolmogorovSmirnov {
  private KolmogorovSmirnov() {}

  /** Between two samples, neither empty; ties are allowed. */
  public static double distance(double[] one, double[] other) {
    double[] a = sorted(one);
    double[] b = sorted(other);
    int i = 0;
    int j = 0;
    double largest = 0;
    while (i < a.length && j < b.length) {
      double value = Math.min(a[i], b[j]);
      i = past(a, i, value);
      j = past(b, j, value);
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return largest;
  }

  /**
   * Between a sample and a law.
   *
   * @param sample not empty
   * @param cumulative the law's continuous distribution function
   */
  public static double distance(double[] sample, DoubleUnaryOperator cumulative) {
    double[] values = sorted(sample);
    double largest = 0;
    for (int i = 0; i < values.length; i++) {
      double law = cumulative.applyAsDouble(values[i]);
      double above = (double) past(values, i, values[i]) / values.length - law;
      double below = law - (double) i / values.length;
      largest = Math.max(largest, Math.max(above, below));
    }
    return largest;
  }

  private static int past(double[] values, int from, double value) {
    int at = from;
    while (at < values.length && values[at] <= value) {
      at++;
    }
    return at;
  }

  private static double[] sorted(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("an empty sample has no distribution");
    }
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
