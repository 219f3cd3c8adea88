package dev.crossover.traffic.length;

import org.apache.commons.math3.util.FastMath;

/**
 * A power law from a least value on.
 *
 * @param shape the tail's exponent: with 1 or less there is no mean but by a maximum
 * @param scale the least value
 */
record ParetoLaw(double shape, double scale) implements Law {
  ParetoLaw {
    LawParameters.checkShape(shape);
  }

  static ParetoLaw of(LawParameters given) {
    if (given.are("shape", "scale")) {
      return new ParetoLaw(given.get("shape"), given.get("scale"));
    }
    if (given.are("p50", "p99")) {
      return ofMedian(given.get("p50"), FastMath.log(50) / given.logRatio("p99", "p50"));
    }
    double shape = given.get("shape");
    if (given.are("p50", "shape")) {
      return ofMedian(given.get("p50"), shape);
    }
    given.needsMean(shape);
    return new ParetoLaw(shape, given.get("mean") * (shape - 1) / shape);
  }

  private static ParetoLaw ofMedian(double median, double shape) {
    LawParameters.checkShape(shape);
    return new ParetoLaw(shape, median * FastMath.pow(0.5, 1 / shape));
  }

  @Override
  public double quantile(double p) {
    return scale * FastMath.pow(1 - p, -1 / shape);
  }

  @Override
  public double cumulative(double x) {
    return x <= scale ? 0 : 1 - FastMath.pow(scale / x, shape);
  }
}
