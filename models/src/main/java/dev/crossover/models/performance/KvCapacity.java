package dev.crossover.models.performance;

import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.LlmSpec;
import java.util.Locale;

/**
 * The KV cache that one replica has: GPU memory less weights, activations and the process, cut into
 * blocks as vLLM does.
 *
 * @param demand where the memory of one GPU goes
 * @param numBlocks KV blocks, the null block included
 * @param blockSize tokens per block
 * @param maxModelLen most tokens of one request
 */
public record KvCapacity(MemoryDemand demand, int numBlocks, int blockSize, int maxModelLen) {
  private static final double GIB = 1L << 30;
  private static final int LARGEST_TP = 64;

  /**
   * The KV cache of a model on a GPU.
   *
   * @throws IllegalArgumentException when the model does not fit (with the GiB missing and what
   *     would), or when one request of max_model_len does not (with the longest that does)
   */
  public static KvCapacity of(LlmSpec llm, GpuSpec gpu, MemorySettings settings) {
    llm.requireTensorParallel(settings.tensorParallelSize());
    MemoryDemand demand = MemoryDemand.of(llm, gpu, settings);
    Integer override = settings.numGpuBlocksOverride();
    if (override != null) {
      requireWeightsFit(demand, llm, gpu, settings);
      return capacity(demand, override, settings);
    }
    long blocks = demand.blocks(pageBytes(llm, settings), llm.layers());
    if (blocks < 2) {
      throw doesNotFit(demand, llm, gpu, settings);
    }
    KvCapacity capacity = capacity(demand, Math.toIntExact(blocks), settings);
    capacity.requireOneFullRequest(llm, gpu);
    return capacity;
  }

  private static KvCapacity capacity(MemoryDemand demand, int blocks, MemorySettings settings) {
    return new KvCapacity(demand, blocks, settings.blockSize(), settings.maxModelLen());
  }

  /** Tokens that the cache holds, as vLLM logs it. */
  public long tokens() {
    return (long) numBlocks * blockSize;
  }

  /** Requests of max_model_len that fit at once, as vLLM logs it. */
  public double maxConcurrency() {
    return (double) numBlocks / blocksOf(maxModelLen);
  }

  private long blocksOf(int requestTokens) {
    return ((long) requestTokens + blockSize - 1) / blockSize;
  }

  /** Bytes of one block in one layer on one GPU. */
  private static long pageBytes(LlmSpec llm, MemorySettings settings) {
    int tp = settings.tensorParallelSize();
    long perToken = llm.kvBytesPerToken(tp, settings.kvBytesPerElement()) / llm.layers();
    return perToken * settings.blockSize();
  }

  private static void requireWeightsFit(
      MemoryDemand demand, LlmSpec llm, GpuSpec gpu, MemorySettings settings) {
    if (demand.weightBytes() > demand.requestedBytes()) {
      throw doesNotFit(demand, llm, gpu, settings);
    }
  }

  private void requireOneFullRequest(LlmSpec llm, GpuSpec gpu) {
    if (blocksOf(maxModelLen) > numBlocks) {
      throw new IllegalArgumentException(
          "max_model_len (%s) does not fit: the KV cache of %s on %s holds %s tokens. "
                  .formatted(maxModelLen, llm.id(), gpu.id(), tokens())
              + "Maybe set max_model_len to at most "
              + tokens()
              + ", or raise tensor_parallel_size?");
    }
  }

  private static IllegalArgumentException doesNotFit(
      MemoryDemand demand, LlmSpec llm, GpuSpec gpu, MemorySettings settings) {
    long twoBlocks = 2 * pageBytes(llm, settings) * llm.layers();
    String need =
        String.format(
            Locale.ROOT,
            "%s does not fit on %s at tensor_parallel_size %d: each GPU needs %.1f GiB of weights"
                + " and %.1f GiB besides, and may use %.1f GiB: %.1f GiB are missing.",
            llm.id(),
            gpu.id(),
            settings.tensorParallelSize(),
            demand.weightBytes() / GIB,
            (demand.activationBytes() + demand.fixedBytes()) / GIB,
            demand.requestedBytes() / GIB,
            Math.max(0.1, (twoBlocks - demand.availableBytes()) / GIB));
    return new IllegalArgumentException(need + advice(llm, gpu, settings));
  }

  private static String advice(LlmSpec llm, GpuSpec gpu, MemorySettings settings) {
    int tp = settings.tensorParallelSize() * 2;
    while (tp <= LARGEST_TP) {
      if (fits(llm, gpu, settings.withTensorParallelSize(tp))) {
        return " Maybe set tensor_parallel_size to " + tp + ", or use a GPU with more memory?";
      }
      tp *= 2;
    }
    return " Maybe use a GPU with more memory, or a smaller model?";
  }

  private static boolean fits(LlmSpec llm, GpuSpec gpu, MemorySettings settings) {
    int tp = settings.tensorParallelSize();
    long page = pageBytes(llm, settings);
    return llm.supportsTensorParallel(tp)
        && MemoryDemand.of(llm, gpu, settings).blocks(page, llm.layers()) >= 2;
  }
}
