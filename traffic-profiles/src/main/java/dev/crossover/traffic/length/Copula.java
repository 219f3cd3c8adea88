package dev.crossover.traffic.length;

import dev.crossover.engine.kernel.NormalQuantile;

/**
 * The Gaussian copula that ties the output of a request to its prompt: of two independent uniform
 * draws it makes one that is as closely related to the first as wanted.
 */
public final class Copula {
  private static final double LOWEST = 0x1p-53;
  private static final double HIGHEST = 1 - 0x1p-53;

  private final double weight;
  private final double rest;

  /**
   * @param rankCorrelation Spearman's, -1 to 1, of two continuous lengths; kept by every law
   */
  public Copula(double rankCorrelation) {
    if (!(rankCorrelation >= -1 && rankCorrelation <= 1)) {
      throw new IllegalArgumentException(
          "correlation (" + rankCorrelation + ") must lie between -1 and 1. Maybe 0.3");
    }
    // A bivariate normal of correlation r has the rank correlation 6/pi asin(r/2) (Pearson, 1907).
    this.weight = 2 * StrictMath.sin(Math.PI * rankCorrelation / 6);
    this.rest = Math.sqrt(Math.max(0, 1 - weight * weight));
  }

  /**
   * A uniform draw, non-decreasing in {@code independent}; that one itself without correlation.
   *
   * @param prompt the draw the prompt was made of, in (0, 1)
   * @param independent a draw of its own, in (0, 1)
   */
  public double correlated(double prompt, double independent) {
    if (weight == 0) {
      return independent;
    }
    double normal = weight * NormalQuantile.of(prompt) + rest * NormalQuantile.of(independent);
    return Math.min(Math.max(NormalProbability.below(normal), LOWEST), HIGHEST);
  }
}
