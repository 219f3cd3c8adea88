package dev.crossover.traffic.length;

import org.apache.commons.math3.util.FastMath;

/**
 * A power law from 0 on, the Pareto law of the second kind.
 *
 * @param shape the tail's exponent: with 1 or less there is no mean but by a maximum
 * @param scale where the tail begins
 */
record LomaxLaw(double shape, double scale) implements Law {
  LomaxLaw {
    LawParameters.checkShape(shape);
  }

  static LomaxLaw of(LawParameters given) {
    double shape = given.get("shape");
    if (given.are("shape", "scale")) {
      return new LomaxLaw(shape, given.get("scale"));
    }
    given.needsMean(shape);
    return new LomaxLaw(shape, given.get("mean") * (shape - 1));
  }

  @Override
  public double quantile(double p) {
    return scale * FastMath.expm1(-FastMath.log1p(-p) / shape);
  }

  @Override
  public double cumulative(double x) {
    return x <= 0 ? 0 : -FastMath.expm1(-shape * FastMath.log1p(x / scale));
  }
}
