package dev.crossover.experiments.spec;

import org.jspecify.annotations.Nullable;

/**
 * vLLM's engine arguments as written, by vLLM's own names; what is absent takes vLLM's default for
 * the GPU.
 *
 * @param tensorParallelSize GPUs that one replica is spread over; 1 unless given
 * @param gpuMemoryUtilization share of each GPU's memory that vLLM may use, above 0 to 1
 * @param maxNumSeqs most requests that run at once; vLLM's default for the GPU's memory unless
 *     given
 * @param maxNumBatchedTokens token budget of a step; vLLM's default for the GPU's memory unless
 *     given
 * @param maxModelLen most tokens of one request, prompt and output together; the model's own limit
 *     unless given
 * @param blockSize tokens per KV block
 * @param enableChunkedPrefill whether a prompt may be spread over steps
 * @param longPrefillTokenThreshold most prompt tokens of one request in a step, 0 for no limit
 * @param schedulerReserveFullIsl whether a request is admitted only when all of its prompt fits
 * @param numGpuBlocksOverride KV blocks in place of the computed number, the null block included
 * @param kvCacheDtype number format of the KV cache; auto unless given
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
