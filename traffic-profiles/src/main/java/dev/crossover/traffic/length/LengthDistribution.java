package dev.crossover.traffic.length;

/** The law of a number of tokens, by inversion: one uniform draw, one length. */
public sealed interface LengthDistribution permits ConstantLength, LognormalLength, QuantileLength {
  /** No prompt or output is longer than this many tokens. */
  int UNLIMITED = TokenBounds.LIMIT;

  /** Tokens, at least 1, non-decreasing in {@code uniform}, which lies in (0, 1). */
  int tokens(double uniform);

  /** Expected tokens. */
  double mean();

  /**
   * Compiles a block.
   *
   * @param limit longer draws become this long, at least 1
   */
  static LengthDistribution of(LengthSpec spec, int limit) {
    TokenBounds bounds = TokenBounds.of(spec.min(), spec.max(), limit);
    if (spec.distribution() != null) {
      LengthParameters given =
          LengthParameters.of(
              spec.p50(), spec.p99(), spec.sigma(), spec.mean(), spec.cv(), spec.stdev());
      return spec.distribution().compile(given, bounds);
    }
    if (spec.quantiles() == null) {
      throw new IllegalArgumentException("a length block without a law");
    }
    return new QuantileLength(QuantileTable.of(spec.quantiles()), bounds);
  }
}
