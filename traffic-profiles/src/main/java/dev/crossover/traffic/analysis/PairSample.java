package dev.crossover.traffic.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Prompt and output lengths of up to 131,072 requests, evenly thinned where there are more, for
 * what needs both together.
 */
public final class PairSample {
  private static final int MOST = 1 << 17;

  private final int[] prompts = new int[MOST];
  private final int[] outputs = new int[MOST];
  private int size;
  private long seen;
  private long stride = 1;

  /** Takes the lengths of one request. */
  public void add(int prompt, int output) {
    if (seen++ % stride != 0) {
      return;
    }
    if (size == MOST) {
      thin();
      if ((seen - 1) % stride != 0) {
        return;
      }
    }
    prompts[size] = prompt;
    outputs[size++] = output;
  }

  /** Spearman's rank correlation, ties sharing their mean rank; 0 where a side never varies. */
  public double rankCorrelation() {
    return pearson(
        ranks(Arrays.copyOf(prompts, size)), ranks(Arrays.copyOf(outputs, size)), (size + 1) / 2.0);
  }

  private void thin() {
    for (int i = 0; i < MOST / 2; i++) {
      prompts[i] = prompts[2 * i];
      outputs[i] = outputs[2 * i];
    }
    size = MOST / 2;
    stride *= 2;
  }

  private static double[] ranks(int[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Integer.compare(values[a], values[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  private static double pearson(double[] a, double[] b, double mean) {
    double together = 0;
    double alone = 0;
    double other = 0;
    for (int i = 0; i < a.length; i++) {
      together += (a[i] - mean) * (b[i] - mean);
      alone += (a[i] - mean) * (a[i] - mean);
      other += (b[i] - mean) * (b[i] - mean);
    }
    return alone > 0 && other > 0 ? together / Math.sqrt(alone * other) : 0;
  }
}
