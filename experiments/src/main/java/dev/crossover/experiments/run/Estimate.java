package dev.crossover.experiments.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A quantity's mean over replications with its 95 % confidence interval by Student's t.
 *
 * @param mean arithmetic mean
 * @param low lower end
 * @param high upper end
 */
public record Estimate(double mean, double low, double high) {
  private static final double UPPER_TAIL = 0.975;
  private static final Map<Integer, Double> T_QUANTILES = new ConcurrentHashMap<>();

  /** The estimate from one value per replication; null for fewer than two or where one is NaN. */
  public static @Nullable Estimate of(double[] values) {
    if (values.length < 2) {
      return null;
    }
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double error = Math.sqrt(squares / (values.length - 1) / values.length);
    double half = tQuantile(values.length - 1) * error;
    return Double.isNaN(half) ? null : new Estimate(mean, mean - half, mean + half);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Building the distribution is slow next to a lookup, and few degrees of freedom occur. */
  private static double tQuantile(int degreesOfFreedom) {
    return T_QUANTILES.computeIfAbsent(
        degreesOfFreedom, n -> new TDistribution(null, n).inverseCumulativeProbability(UPPER_TAIL));
  }
}
