package dev.crossover.traffic.length;

import org.apache.commons.math3.util.FastMath;

/**
 * Expected values of laws that have no formula for them: the integral of the share of draws that
 * are longer, by Simpson's rule on steps of equal ratio.
 */
final class HeldMean {
  private static final int STEPS = 2048;

  /** Below its quantile of this share a law's draws count as if they had that length. */
  private static final double NEGLIGIBLE = 1e-13;

  /** Whole lengths that are summed one by one, where rounding to whole tokens weighs. */
  private static final int ROUNDED = 1024;

  private HeldMean() {}

  /** The mean of a continuous law held between two bounds, {@code high} above 0. */
  static double of(Law law, double low, double high) {
    double from = Math.min(Math.max(law.quantile(NEGLIGIBLE), low), high);
    double to = Math.min(Math.max(law.quantile(1 - NEGLIGIBLE), from), high);
    return from <= 0 || from == to ? from : from + integral(law, from, to);
  }

  /**
   * The mean number of tokens: a law's draws rounded to whole ones, halves up, and held between the
   * bounds.
   */
  static double ofTokens(Law law, TokenBounds bounds) {
    int summed = (int) Math.min((long) bounds.low() + ROUNDED, bounds.high());
    double sum = bounds.low();
    for (int tokens = bounds.low() + 1; tokens <= summed; tokens++) {
      sum += 1 - law.cumulative(tokens - 0.5);
    }
    return sum + law.heldMean(summed, bounds.high()) - summed;
  }

  private static double integral(Law law, double from, double to) {
    double step = FastMath.log(to / from) / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double x = from * FastMath.exp(step * i);
      int weight = i == 0 || i == STEPS ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * (1 - law.cumulative(x)) * x;
    }
    return sum * step / 3;
  }
}
