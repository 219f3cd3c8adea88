package dev.crossover.traffic.length;

import java.util.List;

/** Draws of several laws, each with its share; inverted as a whole, so it keeps their order. */
final class MixtureLaw implements Law {
  private static final int MAX_STEPS = 200;

  private final List<Part> parts;

  /**
   * One of the laws.
   *
   * @param share of the draws
   * @param low shorter draws become this long
   * @param high longer draws become this long
   */
  record Part(double share, Law law, double low, double high) {
    double quantile(double p) {
      return Math.min(Math.max(law.quantile(p), low), high);
    }

    double cumulative(double x) {
      return x < low ? 0 : x >= high ? 1 : law.cumulative(x);
    }

    double heldMean(double from, double to) {
      double least = Math.min(Math.max(low, from), to);
      return law.heldMean(least, Math.max(least, Math.min(high, to)));
    }
  }

  /**
   * @param parts at least one, their shares 1 in all
   */
  MixtureLaw(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** By bisection between the lowest and the highest quantile of the parts. */
  @Override
  public double quantile(double p) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Part part : parts) {
      double quantile = part.quantile(p);
      low = Math.min(low, quantile);
      high = Math.max(high, quantile);
    }
    for (int step = 0; step < MAX_STEPS && high - low > 1e-12 * Math.abs(high); step++) {
      double middle = low + (high - low) / 2;
      if (cumulative(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  @Override
  public double cumulative(double x) {
    double sum = 0;
    for (Part part : parts) {
      sum += part.share() * part.cumulative(x);
    }
    return sum;
  }

  @Override
  public double heldMean(double low, double high) {
    double sum = 0;
    for (Part part : parts) {
      sum += part.share() * part.heldMean(low, high);
    }
    return sum;
  }
}
