package dev.crossover.traffic.length;

/** Lengths of any law, held between the bounds, by a table of its inverse. */
final class TabulatedLength implements LengthDistribution {
  /** An error that rounding to whole tokens nearly always hides. */
  private static final double NEGLIGIBLE_TOKENS = 0.02;

  private final Law law;
  private final InverseTable table;
  private final TokenBounds bounds;

  TabulatedLength(Law law, TokenBounds bounds) {
    this.law = law;
    this.table = new InverseTable(law, NEGLIGIBLE_TOKENS);
    this.bounds = bounds;
  }

  @Override
  public int tokens(double uniform) {
    return bounds.tokens(table.quantile(uniform));
  }

  /** The mean of the rounded law. */
  @Override
  public double mean() {
    return HeldMean.ofTokens(law, bounds);
  }
}
