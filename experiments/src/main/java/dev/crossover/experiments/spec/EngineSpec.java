package dev.crossover.experiments.spec;

import org.jspecify.annotations.Nullable;

/**
 * vLLM's engine arguments as written, by vLLM's own names; what is absent takes vLLM's default for
 * the GPU.
 *
 * @param graphMemory what CUDA graphs take of each GPU, as measured; 0 unless given
 */
public record EngineSpec(
    @Nullable Integer tensorParallelSize,
    @Nullable Double gpuMemoryUtilization,
    @Nullable Integer maxNumSeqs,
    @Nullable Integer maxNumBatchedTokens,
    @Nullable Integer maxModelLen,
    @Nullable Integer blockSize,
    @Nullable Boolean enableChunkedPrefill,
    @Nullable Integer longPrefillTokenThreshold,
    @Nullable Boolean schedulerReserveFullIsl,
    @Nullable Integer numGpuBlocksOverride,
    @Nullable KvCacheDtype kvCacheDtype,
    @Nullable MemorySize graphMemory) {
  static final EngineSpec DEFAULT =
      new EngineSpec(null, null, null, null, null, null, null, null, null, null, null, null);

  /** The number format of the KV cache; auto is the model's own. */
  public enum KvCacheDtype {
    AUTO,
    BFLOAT16,
    FLOAT16,
    FP8
  }

  public EngineSpec {
    Rules.atLeast("tensor_parallel_size", 1, tensorParallelSize);
    Rules.require(
        gpuMemoryUtilization == null || (gpuMemoryUtilization > 0 && gpuMemoryUtilization <= 1),
        "gpu_memory_utilization must lie above 0 and at most at 1. Maybe 0.9?");
    Rules.atLeast("max_num_seqs", 1, maxNumSeqs);
    Rules.atLeast("max_num_batched_tokens", 1, maxNumBatchedTokens);
    Rules.require(
        maxNumSeqs == null || maxNumBatchedTokens == null || maxNumBatchedTokens >= maxNumSeqs,
        "max_num_batched_tokens is below max_num_seqs (%s, %s). Maybe swap them?"
            .formatted(maxNumBatchedTokens, maxNumSeqs));
    Rules.atLeast("max_model_len", 2, maxModelLen);
    Rules.atLeast("block_size", 1, blockSize);
    Rules.atLeast("long_prefill_token_threshold", 0, longPrefillTokenThreshold);
    Rules.atLeast("num_gpu_blocks_override", 2, numGpuBlocksOverride);
    Rules.require(
        kvCacheDtype != KvCacheDtype.FP8,
        "kv_cache_dtype is not supported as fp8 yet: step times are of 16-bit caches. Maybe auto?");
  }

  @Override
  public Integer tensorParallelSize() {
    return tensorParallelSize == null ? Integer.valueOf(1) : tensorParallelSize;
  }
}
