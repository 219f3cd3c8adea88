package dev.crossover.traffic.length;

/** Lognormal lengths, held between the bounds. */
record LognormalLength(LognormalLaw law, TokenBounds bounds) implements LengthDistribution {
  @Override
  public int tokens(double uniform) {
    return bounds.tokens(law.quantile(uniform));
  }

  /** The mean of the law held between the bounds; rounding to whole tokens is symmetric. */
  @Override
  public double mean() {
    return law.heldMean(bounds.low(), bounds.high());
  }
}
