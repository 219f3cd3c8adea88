package dev.crossover.experiments.spec;

import dev.crossover.engine.serving.SchedulingPolicy;
import dev.crossover.engine.serving.VllmVersion;
import dev.crossover.models.performance.PerformanceMode;
import dev.crossover.models.performance.Sampling;
import dev.crossover.models.performance.UsageContext;
import dev.crossover.models.performance.VllmDefaults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * vLLM's engine arguments as written, by vLLM's own names; what is absent takes vLLM's default for
 * the version and the GPU.
 *
 * @param vllmVersion the state of vLLM whose rules and defaults hold
 * @param tensorParallelSize GPUs that one engine is spread over; 1 unless given
 * @param dataParallelSize engines of one replica, each with GPUs and a KV cache of its own; 1
 *     unless given
 * @param gpuMemoryUtilization share of each GPU's memory that vLLM may use, above 0 to 1; 0.92 (or
 *     0.90 before 2026-04-21) unless given
 * @param kvCacheMemoryBytes bytes of KV cache on each GPU, in place of what the utilization leaves
 * @param maxNumSeqs most requests that run at once; vLLM's default for the GPU's memory unless
 *     given
 * @param maxNumBatchedTokens token budget of a step; vLLM's default for the GPU's memory unless
 *     given
 * @param maxModelLen most tokens of one request, prompt and output together; the model's own limit
 *     unless given
 * @param blockSize tokens per KV block
 * @param enableChunkedPrefill whether a prompt may be spread over steps
 * @param enablePrefixCaching whether full blocks are found again by their content
 * @param asyncScheduling whether a step is scheduled while the one before is computed; off before
 *     2025-12-29, and for drafts that are proposed on the CPU
 * @param schedulingPolicy who is scheduled first
 * @param longPrefillTokenThreshold most tokens of one request in a step, 0 for no limit
 * @param schedulerReserveFullIsl whether a request is admitted only when all of its prompt fits;
 *     off before 2026-03-24
 * @param watermark share of all KV blocks that an admission leaves free while others run, 0 to
 *     below 1; 0 unless given
 * @param rules single rules of the scheduler; those of vllm_version unless given
 * @param maxLoras most distinct LoRA adapters in a step; no LoRA unless given
 * @param speculativeConfig speculative decoding; none unless given
 * @param performanceMode for what vLLM tunes its defaults
 * @param usageContext how vLLM is started, by which it chooses defaults
 * @param enforceEager whether there are no CUDA graphs, so that nothing is padded; what eager
 *     launches take is not modelled; off unless given
 * @param cudagraphCaptureSizes token counts that have a CUDA graph, to which a step is padded;
 *     vLLM's list unless given
 * @param numGpuBlocksOverride KV blocks in place of the computed number, the null block included
 * @param kvCacheDtype number format of the KV cache; auto unless given
 * @param graphMemory what CUDA graphs take of each GPU, as measured; before 2026-04-21 it came on
 *     top of the share that vLLM may use; 0 unless given
 * @param sampling how clients have tokens drawn, which takes time of asynchronous engines; inside
 *     the constants of synchronous ones
 */
public record EngineSpec(
    @Nullable VllmVersion vllmVersion,
    @Nullable Integer tensorParallelSize,
    @Nullable Integer dataParallelSize,
    @Nullable Double gpuMemoryUtilization,
    @Nullable Long kvCacheMemoryBytes,
    @Nullable Integer maxNumSeqs,
    @Nullable Integer maxNumBatchedTokens,
    @Nullable ModelLength maxModelLen,
    @Nullable Integer blockSize,
    @Nullable Boolean enableChunkedPrefill,
    @Nullable Boolean enablePrefixCaching,
    @Nullable Boolean asyncScheduling,
    @Nullable SchedulingPolicy schedulingPolicy,
    @Nullable Integer longPrefillTokenThreshold,
    @Nullable Boolean schedulerReserveFullIsl,
    @Nullable Double watermark,
    @Nullable RulesSpec rules,
    @Nullable Integer maxLoras,
    @Nullable SpeculativeSpec speculativeConfig,
    @Nullable PerformanceMode performanceMode,
    @Nullable UsageContext usageContext,
    @Nullable Boolean enforceEager,
    @Nullable List<Integer> cudagraphCaptureSizes,
    @Nullable Integer numGpuBlocksOverride,
    @Nullable KvCacheDtype kvCacheDtype,
    @Nullable MemorySize graphMemory,
    @Nullable Sampling sampling) {
  static final EngineSpec DEFAULT =
      new EngineSpec(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, null, null, null, null, null, null, null, null, null, null);

  /** The number format of the KV cache; auto is the model's own. */
  public enum KvCacheDtype {
    /** As the model's weights. */
    AUTO,
    /** 2 bytes per number. */
    BFLOAT16,
    /** 2 bytes per number. */
    FLOAT16,
    /** 1 byte per number: twice the tokens in the same memory. */
    FP8
  }

  public EngineSpec {
    Rules.atLeast("tensor_parallel_size", 1, tensorParallelSize);
    Rules.atLeast("data_parallel_size", 1, dataParallelSize);
    Rules.require(
        gpuMemoryUtilization == null || (gpuMemoryUtilization > 0 && gpuMemoryUtilization <= 1),
        "gpu_memory_utilization must lie above 0 and at most at 1. Maybe 0.9?");
    Rules.require(
        kvCacheMemoryBytes == null || kvCacheMemoryBytes > 0,
        "kv_cache_memory_bytes must be above 0. Maybe leave it out?");
    Rules.atLeast("max_num_seqs", 1, maxNumSeqs);
    Rules.atLeast("max_num_batched_tokens", 1, maxNumBatchedTokens);
    Rules.require(
        maxNumSeqs == null || maxNumBatchedTokens == null || maxNumBatchedTokens >= maxNumSeqs,
        "max_num_batched_tokens is below max_num_seqs (%s, %s). Maybe swap them?"
            .formatted(maxNumBatchedTokens, maxNumSeqs));
    Rules.atLeast("block_size", 1, blockSize);
    Rules.atLeast("long_prefill_token_threshold", 0, longPrefillTokenThreshold);
    Rules.require(
        watermark == null || (watermark >= 0 && watermark < 1),
        "watermark must lie from 0 to below 1. Maybe 0.01?");
    Rules.atLeast("max_loras", 1, maxLoras);
    Rules.atLeast("num_gpu_blocks_override", 2, numGpuBlocksOverride);
    requireGraphs(cudagraphCaptureSizes, Boolean.TRUE.equals(enforceEager));
    if (speculativeConfig != null) {
      requireAsyncAllowed(speculativeConfig.method(), Boolean.TRUE.equals(asyncScheduling));
    }
    Rules.require(
        kvCacheDtype != KvCacheDtype.FP8,
        "kv_cache_dtype is not supported as fp8 yet: step times are of 16-bit caches. Maybe auto?");
    cudagraphCaptureSizes =
        cudagraphCaptureSizes == null ? null : List.copyOf(cudagraphCaptureSizes);
  }

  private static void requireGraphs(@Nullable List<Integer> sizes, boolean eager) {
    if (sizes == null) {
      return;
    }
    Rules.require(
        !eager, "cudagraph_capture_sizes has no use beside enforce_eager. Maybe remove one?");
    Rules.require(
        !sizes.isEmpty() && sizes.stream().allMatch(size -> size >= 1),
        "cudagraph_capture_sizes must be numbers from 1 on, one at least. Maybe [1, 2, 4, 8]?");
  }

  /** vLLM refuses it: these drafts wait for the sampled tokens on the CPU. */
  private static void requireAsyncAllowed(SpeculativeSpec.Method method, boolean async) {
    Rules.require(
        !async || method.allowsAsyncScheduling(),
        "async_scheduling is not possible with drafts by %s. Maybe false?"
            .formatted(ScalarTypes.written(method)));
  }

  @Override
  public VllmVersion vllmVersion() {
    return vllmVersion == null ? VllmDefaults.VERSION : vllmVersion;
  }

  @Override
  public Integer tensorParallelSize() {
    return tensorParallelSize == null ? Integer.valueOf(1) : tensorParallelSize;
  }

  @Override
  public Integer dataParallelSize() {
    return dataParallelSize == null ? Integer.valueOf(1) : dataParallelSize;
  }

  @Override
  public Integer blockSize() {
    return blockSize == null ? Integer.valueOf(VllmDefaults.BLOCK_SIZE) : blockSize;
  }

  @Override
  public Boolean enableChunkedPrefill() {
    return enableChunkedPrefill == null
        ? Boolean.valueOf(VllmDefaults.ENABLE_CHUNKED_PREFILL)
        : enableChunkedPrefill;
  }

  @Override
  public Boolean enablePrefixCaching() {
    return enablePrefixCaching == null
        ? Boolean.valueOf(VllmDefaults.ENABLE_PREFIX_CACHING)
        : enablePrefixCaching;
  }

  /** On or off by the version; off where vLLM cannot. */
  @Override
  public Boolean asyncScheduling() {
    if (asyncScheduling != null) {
      return asyncScheduling;
    }
    boolean possible =
        speculativeConfig == null || speculativeConfig.method().allowsAsyncScheduling();
    return possible && vllmVersion().asyncScheduling();
  }

  @Override
  public SchedulingPolicy schedulingPolicy() {
    return schedulingPolicy == null ? SchedulingPolicy.FCFS : schedulingPolicy;
  }

  @Override
  public Integer longPrefillTokenThreshold() {
    return longPrefillTokenThreshold == null
        ? Integer.valueOf(VllmDefaults.LONG_PREFILL_TOKEN_THRESHOLD)
        : longPrefillTokenThreshold;
  }

  @Override
  public RulesSpec rules() {
    return rules == null ? RulesSpec.OF_VERSION : rules;
  }

  @Override
  public PerformanceMode performanceMode() {
    return performanceMode == null ? VllmDefaults.PERFORMANCE_MODE : performanceMode;
  }

  @Override
  public UsageContext usageContext() {
    return usageContext == null ? VllmDefaults.USAGE_CONTEXT : usageContext;
  }

  @Override
  public Sampling sampling() {
    return sampling == null ? VllmDefaults.SAMPLING : sampling;
  }
}
