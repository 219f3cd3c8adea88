package dev.crossover.traffic.length;

import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/** The gamma law, a sum of {@code shape} exponential ones where that is a whole number. */
record GammaLaw(double shape, double scale) implements Law {
  private static final int MAX_STEPS = 200;
  private static final double PRECISION = 1e-13;

  GammaLaw {
    LawParameters.checkShape(shape);
  }

  static GammaLaw of(LawParameters given) {
    if (given.are("shape", "scale")) {
      return new GammaLaw(given.get("shape"), given.get("scale"));
    }
    double cv = given.are("mean", "shape") ? 1 / Math.sqrt(given.get("shape")) : given.cv();
    double shape = 1 / (cv * cv);
    LawParameters.checkShape(shape);
    return new GammaLaw(shape, given.get("mean") / shape);
  }

  /** By Newton's method in the logarithm, kept between bounds that close in. */
  @Override
  public double quantile(double p) {
    boolean below = p < 0.5;
    double wanted = below ? p : 1 - p;
    double low = -750;
    double high = 60;
    double log = FastMath.log(p < 1e-3 ? shape * FastMath.pow(p, 1 / shape) : shape);
    log = Math.min(Math.max(log, low), high);
    for (int step = 0; step < MAX_STEPS; step++) {
      double x = FastMath.exp(log);
      double share = below ? Gamma.regularizedGammaP(shape, x) : Gamma.regularizedGammaQ(shape, x);
      double excess = below ? share - wanted : wanted - share;
      if (excess > 0) {
        high = log;
      } else {
        low = log;
      }
      double slope = FastMath.exp(shape * log - x - Gamma.logGamma(shape));
      double next = log - excess / slope;
      next = next > low && next < high ? next : (low + high) / 2;
      if (Math.abs(next - log) <= PRECISION) {
        return scale * FastMath.exp(next);
      }
      log = next;
    }
    return scale * FastMath.exp(log);
  }

  @Override
  public double cumulative(double x) {
    return x <= 0 ? 0 : Gamma.regularizedGammaP(shape, x / scale);
  }
}
