package dev.crossover.models.performance;

import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.LlmSpec;

/**
 * How one GPU's memory is spent before the KV cache gets the rest, bytes.
 *
 * <p>Four rounded constants, found from five real runs: 24 bytes per logit, 6 I/TP + 8 h per
 * batched token, 0.16 GB per process and 0.5 GB more for NCCL. They reproduce the blocks that vLLM
 * logged within 1 %.
 *
 * @param requestedBytes what vLLM may use: utilization times the usable memory, rounded up
 * @param weightBytes weights
 * @param activationBytes peak of vLLM's profiling run
 * @param fixedBytes CUDA context, NCCL and, if given, CUDA graphs
 */
public record MemoryDemand(
    long requestedBytes, long weightBytes, long activationBytes, long fixedBytes) {
  private static final long BYTES_PER_LOGIT = 24;
  private static final long PROCESS_BYTES = 160_000_000L;
  private static final long NCCL_BYTES = 500_000_000L;

  static MemoryDemand of(LlmSpec llm, GpuSpec gpu, MemorySettings settings) {
    int tp = settings.tensorParallelSize();
    long usable = gpu.usableMemory().bytes();
    return new MemoryDemand(
        (long) Math.ceil(usable * settings.gpuMemoryUtilization()),
        llm.weightBytes(tp),
        activationBytes(llm, settings),
        PROCESS_BYTES + (tp > 1 ? NCCL_BYTES : 0) + settings.graphMemoryBytes());
  }

  private static long activationBytes(LlmSpec llm, MemorySettings settings) {
    long perToken =
        6L * llm.intermediateSize() / settings.tensorParallelSize() + 8L * llm.hiddenSize();
    return BYTES_PER_LOGIT * settings.maxNumSeqs() * llm.vocabSize()
        + settings.maxNumBatchedTokens() * perToken;
  }

  /** What is left for KV blocks; negative when it does not fit. */
  public long availableBytes() {
    return requestedBytes - weightBytes - activationBytes - fixedBytes;
  }
}
