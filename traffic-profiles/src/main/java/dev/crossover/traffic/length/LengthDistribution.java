package dev.crossover.traffic.length;

import java.nio.file.Path;

/** The law of a number of tokens, by inversion: one uniform draw, one length. */
public sealed interface LengthDistribution
    permits ConstantLength, LognormalLength, QuantileLength, TabulatedLength, HistogramLength {
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
   * @param folder where the file name of a histogram starts
   * @throws IllegalArgumentException with file and line where a histogram cannot be read
   */
  static LengthDistribution of(LengthSpec spec, int limit, Path folder) {
    TokenBounds bounds = TokenBounds.of(spec.min(), spec.max(), limit);
    if (spec.quantiles() != null) {
      return new QuantileLength(QuantileTable.of(spec.quantiles()), bounds);
    }
    Law law = spec.law(folder);
    if (law instanceof ConstantLaw constant) {
      return new ConstantLength(bounds.tokens(constant.value()));
    }
    if (law instanceof LognormalLaw lognormal) {
      return new LognormalLength(lognormal, bounds);
    }
    return law instanceof Histogram histogram
        ? new HistogramLength(histogram, bounds)
        : new TabulatedLength(law, bounds);
  }
}
