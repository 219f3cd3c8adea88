package dev.crossover.traffic.length;

import org.apache.commons.math3.util.FastMath;

/**
 * The number of trials up to and with the first success, at least 1, as a continuous law that
 * rounds to it: half more than an exponential one.
 *
 * @param rate minus the logarithm of the chance of another trial
 */
record GeometricLaw(double rate) implements Law {
  static GeometricLaw of(LawParameters given) {
    double mean = given.get("mean");
    if (mean <= 1) {
      throw new IllegalArgumentException(
          "mean (" + mean + ") must be above 1, the least a geometric law gives. Maybe 3");
    }
    return new GeometricLaw(-FastMath.log1p(-1 / mean));
  }

  @Override
  public double quantile(double p) {
    return 0.5 - FastMath.log1p(-p) / rate;
  }

  @Override
  public double cumulative(double x) {
    return x <= 0.5 ? 0 : -FastMath.expm1((0.5 - x) * rate);
  }
}
