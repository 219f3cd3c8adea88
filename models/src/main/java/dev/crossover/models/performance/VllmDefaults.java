package dev.crossover.models.performance;

import dev.crossover.engine.serving.VllmVersion;
import dev.crossover.models.catalog.GpuSpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What vLLM chooses where the user says nothing (engine/arg_utils.py): the only place where these
 * numbers are kept. What differs in the scheduler alone is in {@link VllmVersion}.
 *
 * @param maxNumSeqs by GPU memory
 * @param maxNumBatchedTokens by GPU memory, before the adjustment to the other limits
 */
public record VllmDefaults(int maxNumSeqs, int maxNumBatchedTokens) {
  /** The state of vLLM that is simulated. */
  public static final VllmVersion VERSION = VllmVersion.V2026_08;

  /** Tokens per KV block. */
  public static final int BLOCK_SIZE = 16;

  public static final boolean ENABLE_CHUNKED_PREFILL = true;

  public static final boolean ENABLE_PREFIX_CACHING = true;

  /** 0 is no threshold. */
  public static final int LONG_PREFILL_TOKEN_THRESHOLD = 0;

  public static final UsageContext USAGE_CONTEXT = UsageContext.OPENAI_API_SERVER;

  public static final PerformanceMode PERFORMANCE_MODE = PerformanceMode.BALANCED;

  /** Of most models: generation_config.json asks for top-p or top-k unless the client does not. */
  public static final Sampling SAMPLING = Sampling.TOP_P;

  /** Share of the GPU's memory that vLLM may use: 0.92 since 2026-04-21. */
  public static double gpuMemoryUtilization(VllmVersion version) {
    return isOfApril2026(version) ? 0.92 : 0.90;
  }

  /** Whether the memory of CUDA graphs comes out of the share; before, it came on top. */
  public static boolean countsGraphMemory(VllmVersion version) {
    return isOfApril2026(version);
  }

  /** The largest default size of a CUDA graph: 1,024 on data-centre Blackwell since 2026-08-07. */
  public static int largestGraph(VllmVersion version, GpuSpec gpu) {
    boolean large = version.compareTo(VllmVersion.V2026_08) >= 0 && gpu.isDataCentreBlackwell();
    return large ? 1024 : GraphSettings.LARGEST;
  }

  private static boolean isOfApril2026(VllmVersion version) {
    return version.compareTo(VllmVersion.V2026_08) >= 0;
  }

  /** The choice for a GPU. Any A100 counts as small, whatever its memory. */
  public static VllmDefaults of(GpuSpec gpu, UsageContext context) {
    boolean server = context == UsageContext.OPENAI_API_SERVER;
    boolean a100 = gpu.id().toLowerCase(Locale.ROOT).contains("a100");
    if (gpu.memoryGib() >= 160) {
      return new VllmDefaults(1024, 16_384);
    }
    if (gpu.memoryGib() >= 70 && !a100) {
      return new VllmDefaults(1024, server ? 8192 : 16_384);
    }
    return new VllmDefaults(256, server ? 2048 : 8192);
  }

  /** The choice in a performance mode. */
  public VllmDefaults in(PerformanceMode mode) {
    return mode == PerformanceMode.THROUGHPUT
        ? new VllmDefaults(2 * maxNumSeqs, 2 * maxNumBatchedTokens)
        : this;
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
