package dev.crossover.traffic.length;

import dev.crossover.engine.kernel.NormalQuantile;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.util.FastMath;

/**
 * The logarithm is normal.
 *
 * @param mu mean of the logarithm
 * @param sigma its standard deviation
 */
record LognormalLaw(double mu, double sigma) implements Law {
  private static final double MAX_SIGMA = 10;

  LognormalLaw {
    if (!(sigma > 0 && sigma <= MAX_SIGMA)) {
      throw new IllegalArgumentException(
          "the parameters give sigma "
              + sigma
              + ", which must lie above 0 and at most 10."
              + " Maybe p99 is not above p50");
    }
  }

  static LognormalLaw of(LawParameters given) {
    if (given.are("p50", "sigma")) {
      return new LognormalLaw(FastMath.log(given.get("p50")), given.get("sigma"));
    }
    if (given.are("p50", "p99")) {
      double mu = FastMath.log(given.get("p50"));
      return new LognormalLaw(mu, (FastMath.log(given.get("p99")) - mu) / NormalQuantile.of(0.99));
    }
    double cv = given.cv();
    double variance = FastMath.log1p(cv * cv);
    return new LognormalLaw(
        FastMath.log(given.get("mean")) - variance / 2, FastMath.sqrt(variance));
  }

  @Override
  public double quantile(double p) {
    return FastMath.exp(mu + sigma * NormalQuantile.of(p));
  }

  @Override
  public double cumulative(double x) {
    return x <= 0 ? 0 : NormalProbability.below((FastMath.log(x) - mu) / sigma);
  }

  @Override
  public double heldMean(double low, double high) {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double from = (FastMath.log(low) - mu) / sigma;
    double to = (FastMath.log(high) - mu) / sigma;
    double within =
        normal.cumulativeProbability(to - sigma) - normal.cumulativeProbability(from - sigma);
    return low * normal.cumulativeProbability(from)
        + FastMath.exp(mu + sigma * sigma / 2) * within
        + high * normal.cumulativeProbability(-to);
  }
}
