package dev.crossover.traffic.fit;

import dev.crossover.traffic.analysis.LengthSketch;

/**
 * Corrects the prompts that stand alone so that all prompts together are distributed as recorded:
 * where too few prompts of some length are generated, the conversations being as they are, more of
 * those that stand alone get it. Lengths are weighed in stretches, so that caps and spikes within
 * them keep their places; the longest prompts, which make the mean, have the finest ones.
 */
final class PromptBalance {
  private static final int STRETCHES = 80;
  private static final double MOST_CHANGE = 4;

  /** Weights of lengths are whole numbers of this unit. */
  private static final double UNITS = 1e9;

  private final int[] edges = new int[STRETCHES];
  private final double[] missing = new double[STRETCHES + 1];

  /**
   * @param recorded all prompts of the recording
   * @param generated all prompts of generated traffic
   */
  PromptBalance(LengthSketch recorded, LengthSketch generated) {
    for (int i = 0; i < STRETCHES; i++) {
      double left = 1 - (i + 1.0) / (STRETCHES + 1);
      edges[i] = recorded.quantile(1 - left * left);
    }
    recorded.forEach((low, high, share) -> missing[stretch(low)] += share);
    generated.forEach((low, high, share) -> missing[stretch(low)] -= share);
  }

  /**
   * The corrected prompts.
   *
   * @param alone prompts that stand alone, without their prefix
   * @param prefixTokens of the prefix
   * @param share of all requests that stand alone
   */
  LengthSketch corrected(LengthSketch alone, int prefixTokens, double share) {
    double[] held = new double[STRETCHES + 1];
    alone.forEach((low, high, part) -> held[stretch(low + prefixTokens)] += part);
    LengthSketch result = new LengthSketch();
    alone.forEach(
        (low, high, part) -> {
          int stretch = stretch(low + prefixTokens);
          double factor = 1 + missing[stretch] / (share * held[stretch]);
          double weight = part * Math.min(Math.max(factor, 1 / MOST_CHANGE), MOST_CHANGE);
          result.add(low + (high - low) / 2, StrictMath.round(weight * UNITS));
        });
    return result;
  }

  private int stretch(int tokens) {
    int low = 0;
    int high = STRETCHES;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (tokens <= edges[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
