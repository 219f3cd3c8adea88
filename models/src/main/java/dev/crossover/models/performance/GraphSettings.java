package dev.crossover.models.performance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine arguments that decide which CUDA graphs vLLM captures, all resolved.
 *
 * @param maxNumSeqs most requests in a step
 * @param maxNumBatchedTokens token budget of a step
 * @param numSpeculativeTokens drafts K that a decode verifies, 0 without speculation
 * @param mode whether small steps have graphs of their own
 * @param enforceEager whether there are no graphs at all
 * @param captureSizes the sizes where the user lists them; those above the budget are dropped
 * @param largestDefault where the default list ends at the latest
 */
public record GraphSettings(
    int maxNumSeqs,
    int maxNumBatchedTokens,
    int numSpeculativeTokens,
    PerformanceMode mode,
    boolean enforceEager,
    @Nullable List<Integer> captureSizes,
    int largestDefault) {
  /** Where the default list ends on most GPUs. */
  static final int LARGEST = 512;

  public GraphSettings {
    if (maxNumSeqs < 1 || maxNumBatchedTokens < 1 || numSpeculativeTokens < 0) {
      throw new IllegalArgumentException(
          "no graphs for max_num_seqs %s, max_num_batched_tokens %s, num_speculative_tokens %s"
              .formatted(maxNumSeqs, maxNumBatchedTokens, numSpeculativeTokens));
    }
    captureSizes = captureSizes == null ? null : List.copyOf(captureSizes);
  }

  /** What vLLM captures where nothing but the limits is said. */
  public static GraphSettings of(int maxNumSeqs, int maxNumBatchedTokens) {
    return new GraphSettings(
        maxNumSeqs, maxNumBatchedTokens, 0, PerformanceMode.BALANCED, false, null, LARGEST);
  }

  /** Most positions of a step whose logits are computed. */
  int maxSampled() {
    return (int) Math.min(maxNumBatchedTokens, (long) maxNumSeqs * (1 + numSpeculativeTokens));
  }
}
