package dev.crossover.models.performance;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The token counts for which vLLM captures CUDA graphs. A step is padded up to the next of them and
 * computes the padding, so its time is a staircase in the batch; larger steps run unpadded. The
 * default list of vLLM V1 (config/compilation.py, _set_cudagraph_sizes) without speculation.
 */
final class CudaGraphSizes {
  private static final int LARGEST = 512;

  private final int[] padded;

  private CudaGraphSizes(int[] padded) {
    this.padded = padded;
  }

  /** The sizes of an engine with these limits. */
  static CudaGraphSizes of(int maxNumSeqs, int maxNumBatchedTokens) {
    int largest = (int) Math.min(maxNumBatchedTokens, Math.min(2L * maxNumSeqs, LARGEST));
    NavigableSet<Integer> sizes = new TreeSet<>();
    for (int size = 1; size <= largest; size = next(size)) {
      sizes.add(size);
    }
    if (maxNumBatchedTokens <= largest) {
      sizes.add(maxNumBatchedTokens);
    }
    return new CudaGraphSizes(table(sizes));
  }

  private static int next(int size) {
    if (size < 4) {
      return size * 2;
    }
    if (size == 4) {
      return 8;
    }
    return size + (size < 256 ? 8 : 16);
  }

  private static int[] table(NavigableSet<Integer> sizes) {
    int[] padded = new int[sizes.last() + 1];
    for (int tokens = 1; tokens < padded.length; tokens++) {
      Integer size = sizes.ceiling(tokens);
      padded[tokens] = size == null ? tokens : size;
    }
    return padded;
  }

  /** The token count that a step of {@code tokens} computes. */
  int padded(int tokens) {
    return tokens < padded.length ? padded[tokens] : tokens;
  }

  /** The captured sizes in ascending order. */
  int[] sizes() {
    return Arrays.stream(padded).skip(1).distinct().toArray();
  }
}
