package dev.crossover.traffic.length;

import dev.crossover.engine.kernel.NormalQuantile;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.util.FastMath;

/** Lognormal lengths, held between the bounds. */
final class LognormalLength implements LengthDistribution {
  private static final double MAX_SIGMA = 10;

  private final double mu;
  private final double sigma;
  private final TokenBounds bounds;

  private LognormalLength(double mu, double sigma, TokenBounds bounds) {
    if (!(sigma > 0 && sigma <= MAX_SIGMA)) {
      throw new IllegalArgumentException(
          "the parameters give sigma "
              + sigma
              + ", which must lie above 0 and at most 10."
              + " Maybe p99 is not above p50");
    }
    this.mu = mu;
    this.sigma = sigma;
    this.bounds = bounds;
  }

  static LognormalLength of(LengthParameters given, TokenBounds bounds) {
    if (given.are("p50", "sigma")) {
      return new LognormalLength(FastMath.log(given.get("p50")), given.get("sigma"), bounds);
    }
    if (given.are("p50", "p99")) {
      double mu = FastMath.log(given.get("p50"));
      double sigma = (FastMath.log(given.get("p99")) - mu) / NormalQuantile.of(0.99);
      return new LognormalLength(mu, sigma, bounds);
    }
    double mean = given.get("mean");
    double cv = given.are("mean", "cv") ? given.get("cv") : given.get("stdev") / mean;
    double variance = FastMath.log1p(cv * cv);
    return new LognormalLength(FastMath.log(mean) - variance / 2, FastMath.sqrt(variance), bounds);
  }

  @Override
  public int tokens(double uniform) {
    return bounds.tokens(FastMath.exp(mu + sigma * NormalQuantile.of(uniform)));
  }

  /** The mean of the law held between the bounds; rounding to whole tokens is symmetric. */
  @Override
  public double mean() {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double low = (FastMath.log(bounds.low()) - mu) / sigma;
    double high = (FastMath.log(bounds.high()) - mu) / sigma;
    double within =
        normal.cumulativeProbability(high - sigma) - normal.cumulativeProbability(low - sigma);
    return bounds.low() * normal.cumulativeProbability(low)
        + FastMath.exp(mu + sigma * sigma / 2) * within
        + bounds.high() * normal.cumulativeProbability(-high);
  }
}
