package dev.crossover.traffic.length;

import org.apache.commons.math3.util.FastMath;

/** Without memory: how much longer it lasts does not depend on how long it has lasted. */
record ExponentialLaw(double mean) implements Law {
  static ExponentialLaw of(LawParameters given) {
    return new ExponentialLaw(
        given.are("mean") ? given.get("mean") : given.get("p50") / FastMath.log(2));
  }

  @Override
  public double quantile(double p) {
    return -mean * FastMath.log1p(-p);
  }

  @Override
  public double cumulative(double x) {
    return x <= 0 ? 0 : -FastMath.expm1(-x / mean);
  }
}
