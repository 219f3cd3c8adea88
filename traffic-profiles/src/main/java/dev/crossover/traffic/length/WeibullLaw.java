package dev.crossover.traffic.length;

import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/**
 * A power of an exponential law: heavier in the tail than it with a shape below 1.
 *
 * @param scale its quantile of 1 - 1/e
 */
record WeibullLaw(double shape, double scale) implements Law {
  WeibullLaw {
    LawParameters.checkShape(shape);
  }

  static WeibullLaw of(LawParameters given) {
    if (given.are("shape", "scale")) {
      return new WeibullLaw(given.get("shape"), given.get("scale"));
    }
    if (given.are("p50", "p99")) {
      double shape =
          FastMath.log(FastMath.log(100) / FastMath.log(2)) / given.logRatio("p99", "p50");
      return ofMedian(given.get("p50"), shape);
    }
    if (given.are("p50", "shape")) {
      return ofMedian(given.get("p50"), given.get("shape"));
    }
    double shape = given.are("mean", "shape") ? given.get("shape") : shapeOf(given.cv());
    LawParameters.checkShape(shape);
    return new WeibullLaw(shape, given.get("mean") / FastMath.exp(logMoment(1, shape)));
  }

  @Override
  public double quantile(double p) {
    return scale * FastMath.pow(-FastMath.log1p(-p), 1 / shape);
  }

  @Override
  public double cumulative(double x) {
    return x <= 0 ? 0 : -FastMath.expm1(-FastMath.pow(x / scale, shape));
  }

  private static WeibullLaw ofMedian(double median, double shape) {
    LawParameters.checkShape(shape);
    return new WeibullLaw(shape, median / FastMath.pow(FastMath.log(2), 1 / shape));
  }

  /** The shape by bisection: the coefficient of variation falls as it grows. */
  private static double shapeOf(double cv) {
    double low = LawParameters.LEAST_SHAPE;
    double high = LawParameters.MOST_SHAPE;
    double wanted = FastMath.log1p(cv * cv);
    for (int i = 0; i < 100; i++) {
      double middle = Math.sqrt(low * high);
      if (logMoment(2, middle) - 2 * logMoment(1, middle) > wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(low * high);
  }

  /** ln of the n-th moment at scale 1. */
  private static double logMoment(int n, double shape) {
    return Gamma.logGamma(1 + n / shape);
  }
}
