package dev.crossover.models.performance;

import org.jspecify.annotations.Nullable;

/**
 * The engine arguments on which the KV cache's size depends, all resolved.
 *
 * @param gpuMemoryUtilization share of the GPU's memory vLLM may use, above 0 to 1
 * @param maxModelLen most tokens of one request
 * @param lowersMaxModelLen whether max_model_len is lowered to what fits, or else refused
 * @param kvBytesPerElement 2 for a 16-bit KV cache, 1 for fp8
 * @param asyncScheduling whether two batches are under way at once, whose tokens a window keeps
 * @param graphMemoryBytes memory of CUDA graphs that comes out of the share; not modelled, 0 unless
 *     measured
 * @param kvCacheMemoryBytes the KV cache of each GPU, in place of what utilization leaves
 * @param numGpuBlocksOverride replaces the computed number of blocks
 */
public record MemorySettings(
    int tensorParallelSize,
    double gpuMemoryUtilization,
    int maxNumSeqs,
    int maxNumBatchedTokens,
    int maxModelLen,
    boolean lowersMaxModelLen,
    int blockSize,
    int kvBytesPerElement,
    boolean asyncScheduling,
    long graphMemoryBytes,
    @Nullable Long kvCacheMemoryBytes,
    @Nullable Integer numGpuBlocksOverride) {
  public MemorySettings {
    require(tensorParallelSize >= 1, "tensor_parallel_size must be at least 1");
    require(
        gpuMemoryUtilization > 0 && gpuMemoryUtilization <= 1,
        "gpu_memory_utilization must lie in (0, 1], not " + gpuMemoryUtilization);
    require(maxNumSeqs >= 1, "max_num_seqs must be at least 1");
    require(maxNumBatchedTokens >= 1, "max_num_batched_tokens must be at least 1");
    require(maxModelLen >= 1, "max_model_len must be at least 1");
    require(blockSize >= 1, "block_size must be at least 1");
    require(kvBytesPerElement >= 1, "a KV element has at least 1 byte");
    require(graphMemoryBytes >= 0, "graph_memory must not be negative");
    require(
        kvCacheMemoryBytes == null || kvCacheMemoryBytes > 0,
        "kv_cache_memory_bytes must be above 0");
    require(
        numGpuBlocksOverride == null || numGpuBlocksOverride >= 2,
        "num_gpu_blocks_override must be at least 2: one is the null block");
  }

  /** Token budgets of the batches under way at once. */
  long inFlightTokens() {
    return (asyncScheduling ? 2L : 1L) * maxNumBatchedTokens;
  }

  MemorySettings withTensorParallelSize(int size) {
    return new MemorySettings(
        size,
        gpuMemoryUtilization,
        maxNumSeqs,
        maxNumBatchedTokens,
        maxModelLen,
        lowersMaxModelLen,
        blockSize,
        kvBytesPerElement,
        asyncScheduling,
        graphMemoryBytes,
        kvCacheMemoryBytes,
        numGpuBlocksOverride);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
