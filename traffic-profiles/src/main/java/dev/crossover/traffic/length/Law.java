package dev.crossover.traffic.length;

/**
 * A law of real numbers by its two functions, each the inverse of the other; what it counts, tokens
 * or seconds, is its user's to know.
 */
interface Law {
  /** The value that a share {@code p} of the draws stays below, 0 &lt; p &lt; 1. */
  double quantile(double p);

  /** The share of the draws at or below {@code x}. */
  double cumulative(double x);

  /** The expected value of draws of which those beyond a bound become that bound. */
  default double heldMean(double low, double high) {
    return HeldMean.of(this, low, high);
  }
}
