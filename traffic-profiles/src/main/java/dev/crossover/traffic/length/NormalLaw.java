package dev.crossover.traffic.length;

import dev.crossover.engine.kernel.NormalQuantile;
import org.apache.commons.math3.util.FastMath;

/** The bell curve; what would lie below the least value becomes that. */
record NormalLaw(double mean, double stdev) implements Law {
  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  static NormalLaw of(LawParameters given) {
    if (given.are("p50", "p99")) {
      given.logRatio("p99", "p50");
      double spread = (given.get("p99") - given.get("p50")) / NormalQuantile.of(0.99);
      return new NormalLaw(given.get("p50"), spread);
    }
    return new NormalLaw(given.get("mean"), given.cv() * given.get("mean"));
  }

  @Override
  public double quantile(double p) {
    return mean + stdev * NormalQuantile.of(p);
  }

  @Override
  public double cumulative(double x) {
    return NormalProbability.below((x - mean) / stdev);
  }

  @Override
  public double heldMean(double low, double high) {
    double from = (low - mean) / stdev;
    double to = (high - mean) / stdev;
    double below = NormalProbability.below(from);
    double above = NormalProbability.below(-to);
    return low * below
        + high * above
        + mean * (1 - below - above)
        + stdev * (density(from) - density(to));
  }

  private static double density(double z) {
    return FastMath.exp(-z * z / 2) / SQRT_TWO_PI;
  }
}
