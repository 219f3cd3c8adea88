package dev.crossover.engine.serving;

import java.util.Locale;

/**
 * One vLLM engine's limits, resolved: defaults filled in, memory turned into blocks.
 *
 * @param maxNumSeqs most requests in {@code running}, at least 1
 * @param maxNumBatchedTokens token budget of a step, at least {@code maxNumSeqs}
 * @param maxModelLen most tokens of one request, prompt and output together
 * @param blockSize tokens per KV block
 * @param numBlocks KV blocks, the null block included: {@code numBlocks - 1} are usable
 * @param enableChunkedPrefill whether a prompt may be spread over steps
 * @param reserveFullIsl vLLM's scheduler_reserve_full_isl: admission looks at the whole sequence
 * @param longPrefillTokenThreshold most tokens of one request in a step, 0 for no limit
 */
public record EngineArgs(
    int maxNumSeqs,
    int maxNumBatchedTokens,
    int maxModelLen,
    int blockSize,
    int numBlocks,
    boolean enableChunkedPrefill,
    boolean reserveFullIsl,
    int longPrefillTokenThreshold) {
  public EngineArgs {
    require(maxNumSeqs >= 1, "max_num_seqs must be at least 1");
    require(
        maxNumBatchedTokens >= maxNumSeqs, "max_num_batched_tokens must be at least max_num_seqs");
    require(maxModelLen >= 2, "max_model_len must be at least 2");
    require(blockSize >= 1, "block_size must be at least 1");
    require(numBlocks >= 2, "num_blocks must be at least 2: one is the null block");
    require(longPrefillTokenThreshold >= 0, "long_prefill_token_threshold must not be negative");
    require(
        enableChunkedPrefill || maxNumBatchedTokens >= maxModelLen,
        "max_num_batched_tokens must be at least max_model_len when chunked prefill is off");
    require(
        longPrefillTokenThreshold <= maxModelLen,
        "long_prefill_token_threshold must not exceed max_model_len");
  }

  /**
   * Refuses what vLLM's front door refuses.
   *
   * @param promptTokens 1 to max_model_len - 1
   * @param outputTokens at least 1
   */
  public void checkRequest(int promptTokens, int outputTokens) {
    if (promptTokens < 1 || promptTokens >= maxModelLen || outputTokens < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "prompt of %d and output of %d tokens: need a prompt of 1 to %d and an output",
              promptTokens,
              outputTokens,
              maxModelLen - 1));
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
