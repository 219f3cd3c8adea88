package dev.crossover.traffic.arrival;

import dev.crossover.engine.kernel.RandomStream;

/** Gamma gaps of mean 1 and squared coefficient of variation 1/shape. */
final class GammaGaps implements GapLaw {
  private final double shape;

  GammaGaps(double shape) {
    this.shape = shape;
  }

  /**
   * An arbitrary instant falls into a gap with odds in proportion to its length, and anywhere in
   * it: gap 0 is a uniform part of a Gamma(shape + 1, 1/shape) draw.
   */
  @Override
  public double gap(RandomStream draws, long index) {
    if (index > 0) {
      return draws.gamma(index, shape);
    }
    return draws.uniform(0) * draws.gamma(0, shape + 1) * (shape + 1) / shape;
  }
}
