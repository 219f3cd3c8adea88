package dev.crossover.traffic.length;

import org.apache.commons.math3.util.FastMath;

/**
 * The logarithm is logistic: like a lognormal in the middle, like a Pareto law in the tail.
 *
 * @param shape the tail's exponent: with 1 or less there is no mean but by a maximum
 * @param scale its median
 */
record LoglogisticLaw(double shape, double scale) implements Law {
  LoglogisticLaw {
    LawParameters.checkShape(shape);
  }

  static LoglogisticLaw of(LawParameters given) {
    if (given.are("shape", "scale")) {
      return new LoglogisticLaw(given.get("shape"), given.get("scale"));
    }
    if (given.are("p50", "p99")) {
      double shape = FastMath.log(99) / given.logRatio("p99", "p50");
      return new LoglogisticLaw(shape, given.get("p50"));
    }
    double shape = given.get("shape");
    if (given.are("p50", "shape")) {
      return new LoglogisticLaw(shape, given.get("p50"));
    }
    given.needsMean(shape);
    double angle = Math.PI / shape;
    return new LoglogisticLaw(shape, given.get("mean") * FastMath.sin(angle) / angle);
  }

  @Override
  public double quantile(double p) {
    return scale * FastMath.pow(p / (1 - p), 1 / shape);
  }

  @Override
  public double cumulative(double x) {
    return x <= 0 ? 0 : 1 / (1 + FastMath.pow(x / scale, -shape));
  }
}
