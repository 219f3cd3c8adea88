package dev.crossover.traffic.arrival;

import dev.crossover.engine.kernel.RandomStream;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.util.FastMath;

/** Weibull gaps of mean 1, by inversion. */
final class WeibullGaps implements GapLaw {
  static final double MIN_SHAPE = 0.1;
  static final double MAX_SHAPE = 1000;
  private static final int HALVINGS = 60;

  private final double shape;
  private final double power;
  private final double scale;

  WeibullGaps(double shape) {
    this.shape = shape;
    this.power = 1 / shape;
    this.scale = FastMath.exp(-Gamma.logGamma(1 + power));
  }

  /**
   * The shape that gives a coefficient of variation, which falls from 429 to 0.0013 over the shapes
   * allowed.
   */
  static double shapeOf(double cv) {
    double low = FastMath.log(MIN_SHAPE);
    double high = FastMath.log(MAX_SHAPE);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (cvOf(FastMath.exp(middle)) > cv) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return FastMath.exp((low + high) / 2);
  }

  /** Moment n of a Weibull variable of scale 1 is Gamma(1 + n/shape). */
  static double cvOf(double shape) {
    return Math.sqrt(
        FastMath.expm1(Gamma.logGamma(1 + 2 / shape) - 2 * Gamma.logGamma(1 + 1 / shape)));
  }

  /**
   * Gap 0 is a uniform part of a gap weighted by its length, whose power of the shape is a Gamma(1
   * + 1/shape) variable.
   */
  @Override
  public double gap(RandomStream draws, long index) {
    if (index > 0) {
      return scale * FastMath.pow(draws.exponential(index), power);
    }
    double weighted = draws.gamma(0, 1 + power) * (1 + power);
    return draws.uniform(0) * scale * FastMath.pow(weighted, 1 / shape);
  }
}
