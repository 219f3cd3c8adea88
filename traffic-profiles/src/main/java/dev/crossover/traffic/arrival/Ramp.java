package dev.crossover.traffic.arrival;

import org.apache.commons.math3.util.FastMath;

/** How the rate gets from one stage to the next. */
public enum Ramp {
  /** At once, at the stage's beginning. */
  STEP {
    @Override
    double mean(double from, double to, double left, double right) {
      return to;
    }
  },
  /** In a straight line over the stage's duration. */
  LINEAR {
    @Override
    double mean(double from, double to, double left, double right) {
      return from + (to - from) * ((left + right) / 2);
    }
  },
  /** By the same factor in equal times over the stage's duration. */
  EXPONENTIAL {
    @Override
    double mean(double from, double to, double left, double right) {
      double growth = FastMath.log(to / from);
      double exponent = growth * (right - left);
      double begin = from * FastMath.exp(growth * left);
      return exponent == 0 ? begin : begin * FastMath.expm1(exponent) / exponent;
    }
  };

  /**
   * Mean of a ramp over a part of it.
   *
   * @param from where the ramp begins
   * @param to where it ends
   * @param left beginning of the part, 0 to 1
   * @param right end of the part, above {@code left}
   */
  abstract double mean(double from, double to, double left, double right);
}
