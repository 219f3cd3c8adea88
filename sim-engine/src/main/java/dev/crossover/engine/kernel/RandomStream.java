package dev.crossover.engine.kernel;

import org.apache.commons.math3.util.FastMath;

/**
 * Counter-based random numbers: draw {@code i} is a pure function of the stream's key and {@code
 * i}, so draws may be asked for in any order and need no state. Bits by SplitMix64's finalizer
 * (Steele, Lea and Flood, OOPSLA 2014) over a Weyl sequence.
 */
public final class RandomStream {
  private static final long PHI = 0x9E3779B97F4A7C15L;
  private static final double ULP_53 = 0x1.0p-53;

  /** At least 95 % of attempts succeed, whatever the shape: this bound is never met by chance. */
  private static final int MAX_ATTEMPTS = 100;

  private final long key;

  RandomStream(long key) {
    this.key = key;
  }

  /** 64 uniform bits. */
  public long bits(long index) {
    return mix64(key + index * PHI);
  }

  /** Uniform on (0, 1): never 0, never 1. */
  public double uniform(long index) {
    return ((bits(index) >>> 11) + 0.5) * ULP_53;
  }

  /** Exponential with mean 1, decreasing in the uniform draw. */
  public double exponential(long index) {
    return -FastMath.log(uniform(index));
  }

  /** Standard normal by inversion, increasing in the uniform draw. */
  public double normal(long index) {
    return NormalQuantile.of(uniform(index));
  }

  /**
   * Gamma with mean 1 and the given shape, so with variance 1/shape (Marsaglia and Tsang, ACM TOMS
   * 26, 2000), drawn from the index's own stream.
   *
   * @param shape above 0 and finite
   */
  public double gamma(long index, double shape) {
    if (!(shape > 0 && shape < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a gamma shape must be above 0 and finite, not " + shape);
    }
    RandomStream draws = sub(index);
    if (shape >= 1) {
      return draws.standardGamma(shape) / shape;
    }
    // G(shape) is distributed as G(shape + 1) U^(1/shape), section 6 of the paper.
    return draws.standardGamma(shape + 1) * FastMath.pow(draws.uniform(0), 1 / shape) / shape;
  }

  /** Gamma with scale 1 and a shape of at least 1 by rejection from a cubed normal. */
  private double standardGamma(double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      double x = normal(2L * attempt + 1);
      double root = 1 + c * x;
      double v = root * root * root;
      if (v > 0 && accepts(uniform(2L * attempt + 2), x, v, d)) {
        return d * v;
      }
    }
    throw new IllegalStateException(
        "no gamma draw of shape " + shape + " in " + MAX_ATTEMPTS + " attempts, key " + key);
  }

  /** The squeeze settles nearly all attempts without a logarithm. */
  private static boolean accepts(double u, double x, double v, double d) {
    double square = x * x;
    return u < 1 - 0.0331 * square * square
        || FastMath.log(u) < 0.5 * square + d * (1 - v + FastMath.log(v));
  }

  /** A stream of its own for one index, for samplers that take a variable number of draws. */
  public RandomStream sub(long index) {
    return new RandomStream(mix64(bits(index) ^ PHI));
  }

  static long mix64(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
