package dev.crossover.traffic.length;

/** Recorded lengths as often as they occurred, held between the bounds. */
record HistogramLength(Histogram histogram, TokenBounds bounds) implements LengthDistribution {
  @Override
  public int tokens(double uniform) {
    return bounds.tokens(histogram.quantile(uniform));
  }

  @Override
  public double mean() {
    return HeldMean.ofTokens(histogram, bounds);
  }
}
