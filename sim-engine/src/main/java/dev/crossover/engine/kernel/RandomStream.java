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
