package dev.crossover.models.performance;

import dev.crossover.models.catalog.GpuSpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What vLLM's OpenAI server chooses where the user says nothing (engine/arg_utils.py,
 * _set_default_args, of 2026): the only place these numbers are kept.
 *
 * @param maxNumSeqs by GPU memory
 * @param maxNumBatchedTokens by GPU memory, before the adjustment to the other limits
 */
public record VllmDefaults(int maxNumSeqs, int maxNumBatchedTokens) {
  /** Share of the GPU's memory that vLLM may use; 0.90 before 2026-04-21. */
  public static final double GPU_MEMORY_UTILIZATION = 0.92;

  /** Tokens per KV block. */
  public static final int BLOCK_SIZE = 16;

  public static final boolean ENABLE_CHUNKED_PREFILL = true;

  /** 0 is no threshold. */
  public static final int LONG_PREFILL_TOKEN_THRESHOLD = 0;

  /** The choice for a GPU. Any A100 counts as small, whatever its memory. */
  public static VllmDefaults of(GpuSpec gpu) {
    boolean a100 = gpu.id().toLowerCase(Locale.ROOT).contains("a100");
    if (gpu.memoryGib() >= 160) {
      return new VllmDefaults(1024, 16_384);
    }
    return gpu.memoryGib() >= 70 && !a100
        ? new VllmDefaults(1024, 8192)
        : new VllmDefaults(256, 2048);
  }

  /**
   * max_num_seqs and max_num_batched_tokens as an engine gets them: what the user gives stays, a
   * default bends to the other limits as in vLLM.
   *
   * @return these two values, resolved
   */
  public VllmDefaults resolve(
      @Nullable Integer givenMaxNumSeqs,
      @Nullable Integer givenMaxNumBatchedTokens,
      int maxModelLen,
      boolean chunkedPrefill) {
    int seqs = givenMaxNumSeqs == null ? maxNumSeqs : givenMaxNumSeqs;
    int tokens =
        givenMaxNumBatchedTokens == null
            ? defaultTokens(seqs, maxModelLen, chunkedPrefill)
            : givenMaxNumBatchedTokens;
    return new VllmDefaults(givenMaxNumSeqs == null ? Math.min(seqs, tokens) : seqs, tokens);
  }

  private int defaultTokens(int seqs, int maxModelLen, boolean chunkedPrefill) {
    int tokens = chunkedPrefill ? maxNumBatchedTokens : Math.max(maxNumBatchedTokens, maxModelLen);
    return (int) Math.min(tokens, (long) seqs * maxModelLen);
  }
}
