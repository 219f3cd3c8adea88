package dev.crossover.engine.queueing;

import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A steady-state mean with its 99.9 % confidence interval by batch means: Student's t over the
 * means of long batches, which are nearly independent.
 */
record Estimate(double mean, double halfWidth) {
  private static final double CONFIDENCE = 0.999;

  /** The widest interval, over the expected value, that still says something. */
  private static final double WIDEST = 0.03;

  static Estimate ofBatches(double[] batches) {
    double mean = StatUtils.mean(batches);
    double t =
        new TDistribution(null, batches.length - 1)
            .inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    return new Estimate(mean, t * Math.sqrt(StatUtils.variance(batches, mean) / batches.length));
  }

  /** Whether the interval is narrow and holds the expected value. */
  boolean confirms(double expected) {
    return halfWidth <= WIDEST * expected && Math.abs(mean - expected) <= halfWidth;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%.5f +- %.5f (%.2f %%)", mean, halfWidth, 100 * halfWidth / mean);
  }
}
