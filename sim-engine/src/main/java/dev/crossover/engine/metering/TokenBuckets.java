package dev.crossover.engine.metering;

import java.util.Arrays;

/** Upper bounds of vLLM's histograms of tokens: 1, 2 and 5 times the powers of ten. */
public final class TokenBuckets {
  private static final int[] MANTISSAS = {1, 2, 5};

  /** As many as a long holds. */
  private static final int POWERS = 19;

  private TokenBuckets() {}

  /**
   * The bounds that do not exceed a limit; what lies above the last one is unbounded.
   *
   * @param max largest bound, such as max_model_len
   */
  public static long[] upTo(long max) {
    long[] bounds = new long[MANTISSAS.length * POWERS];
    int count = 0;
    long power = 1;
    for (int i = 0; i < POWERS; i++) {
      for (int mantissa : MANTISSAS) {
        if (mantissa <= max / power) {
          bounds[count++] = mantissa * power;
        }
      }
      power *= 10;
    }
    return Arrays.copyOf(bounds, count);
  }
}
