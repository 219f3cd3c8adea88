package dev.crossover.models.performance;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The token counts for which vLLM captures CUDA graphs. A step is padded up to the next of them and
 * computes the padding, so its time is a staircase in the batch; larger steps run unpadded. The
 * list of vLLM V1 (config/vllm.py, _set_cudagraph_sizes).
 */
final class CudaGraphSizes {
  /** Up to here, performance_mode interactivity captures every size. */
  private static final int LARGEST_SINGLE = 32;

  private final int[] padded;

  private CudaGraphSizes(int[] padded) {
    this.padded = padded;
  }

  /** The sizes of an engine with these settings. */
  static CudaGraphSizes of(GraphSettings settings) {
    NavigableSet<Integer> sizes = new TreeSet<>();
    List<Integer> listed = settings.captureSizes();
    if (settings.enforceEager()) {
      return new CudaGraphSizes(table(sizes));
    }
    if (listed != null) {
      listed.stream().filter(size -> size <= settings.maxNumBatchedTokens()).forEach(sizes::add);
    } else {
      addDefaults(settings, sizes);
    }
    return new CudaGraphSizes(table(sizes));
  }

  private static void addDefaults(GraphSettings settings, NavigableSet<Integer> sizes) {
    long decodeTokens = settings.maxNumSeqs() * (1L + settings.numSpeculativeTokens());
    int budget = settings.maxNumBatchedTokens();
    int largest = (int) Math.min(budget, Math.min(2 * decodeTokens, settings.largestDefault()));
    boolean singles = settings.mode() == PerformanceMode.INTERACTIVITY;
    for (int size = 1; size <= largest; size = next(size)) {
      sizes.add(size);
    }
    for (int size = 1; singles && size <= Math.min(largest, LARGEST_SINGLE); size++) {
      sizes.add(size);
    }
    if (budget <= largest) {
      sizes.add(budget);
    }
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
    int[] padded = new int[sizes.isEmpty() ? 1 : sizes.last() + 1];
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
