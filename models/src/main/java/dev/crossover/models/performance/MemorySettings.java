package dev.crossover.models.performance;

import org.jspecify.annotations.Nullable;

/**
 * The engine arguments on which the KV cache's size depends, all resolved.
 *
 * @param gpuMemoryUtilization share of the GPU's memory vLLM may use, above 0 to 1
 * @param kvBytesPerElement 2 for a 16-bit KV cache, 1 for fp8
 * @param graphMemoryBytes memory of CUDA graphs that vLLM subtracts from 0.21 on; not modelled, 0
 *     unless measured
 * @param numGpuBlocksOverride replaces the computed number of blocks
 */
public record MemorySettings(
    int tensorParallelSize,
    double gpuMemoryUtilization,
    int maxNumSeqs,
    int maxNumBatchedTokens,
    int maxModelLen,
    int blockSize,
    int kvBytesPerElement,
    long graphMemoryBytes,
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
        numGpuBlocksOverride == null || numGpuBlocksOverride >= 2,
        "num_gpu_blocks_override must be at least 2: one is the null block");
  }

  MemorySettings withTensorParallelSize(int size) {
    return new MemorySettings(
        size,
        gpuMemoryUtilization,
        maxNumSeqs,
        maxNumBatchedTokens,
        maxModelLen,
        blockSize,
        kvBytesPerElement,
        graphMemoryBytes,
        numGpuBlocksOverride);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
