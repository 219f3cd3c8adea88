package dev.crossover.models.performance;

import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.LlmSpec;
import java.util.List;
import java.util.Locale;

/**
 * The KV cache that one replica has: GPU memory less weights, activations and the process, cut into
 * blocks as vLLM does.
 *
 * @param demand where the memory of one GPU goes
 * @param kvBytes what the KV cache gets of each GPU
 * @param numBlocks KV blocks, the null block included
 * @param blockSize tokens per block
 * @param maxModelLen most tokens of one request, lowered to what fits where that is asked
 * @param blocksPerRequest most blocks that a request of max_model_len may hold
 */
public record KvCapacity(
    MemoryDemand demand,
    long kvBytes,
    int numBlocks,
    int blockSize,
    int maxModelLen,
    long blocksPerRequest) {
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
    KvGroups groups = groups(llm, settings);
    Integer override = settings.numGpuBlocksOverride();
    if (override != null) {
      requireWeightsFit(demand, llm, gpu, settings);
      long bytes = override * groups.pageBytes() * groups.layersPerGroup();
      return capacity(demand, bytes, groups, override, settings.maxModelLen(), settings);
    }
    long bytes = kvBytes(demand, gpu, settings);
    long blocks = groups.numBlocks(bytes);
    if (blocks < 2) {
      throw doesNotFit(demand, llm, gpu, settings);
    }
    int maxModelLen = maxModelLen(groups, blocks, llm, gpu, settings);
    return capacity(demand, bytes, groups, Math.toIntExact(blocks), maxModelLen, settings);
  }

  private static KvCapacity capacity(
      MemoryDemand demand,
      long bytes,
      KvGroups groups,
      int blocks,
      int maxModelLen,
      MemorySettings settings) {
    long each = groups.blocksPerRequest(maxModelLen, settings.inFlightTokens());
    return new KvCapacity(demand, bytes, blocks, settings.blockSize(), maxModelLen, each);
  }

  /** Tokens that the cache holds in requests of max_model_len, as vLLM logs it. */
  public long tokens() {
    return (long) (maxConcurrency() * maxModelLen);
  }

  /** Requests of max_model_len that fit at once, as vLLM logs it. */
  public double maxConcurrency() {
    return (double) numBlocks / blocksPerRequest;
  }

  /** All layers of one stage on one GPU. */
  private static KvGroups groups(LlmSpec llm, MemorySettings settings) {
    long width = 2L * llm.kvHeadsPerGpu(settings.tensorParallelSize()) * llm.headDim();
    KvLayers layers =
        KvLayers.attention(
            llm.layers(), llm.window(), width, settings.kvBytesPerElement(), settings.blockSize());
    return KvGroups.of(List.of(layers), settings.blockSize(), true);
  }

  private static long kvBytes(MemoryDemand demand, GpuSpec gpu, MemorySettings settings) {
    Long given = settings.kvCacheMemoryBytes();
    if (given == null) {
      return demand.availableBytes();
    }
    long besides = demand.weightBytes() + demand.activationBytes() + demand.fixedBytes();
    long most = Math.max(0, gpu.usableMemory().bytes() - besides);
    if (given > most) {
      throw new IllegalArgumentException(
          "kv_cache_memory_bytes (%s) does not fit beside weights and activations (limit %s). "
                  .formatted(given, most)
              + "Maybe leave it out?");
    }
    return given;
  }

  private static void requireWeightsFit(
      MemoryDemand demand, LlmSpec llm, GpuSpec gpu, MemorySettings settings) {
    if (demand.weightBytes() > demand.requestedBytes()) {
      throw doesNotFit(demand, llm, gpu, settings);
    }
  }

  /** The length asked for, if one request of it fits; else the longest that does, or a refusal. */
  private static int maxModelLen(
      KvGroups groups, long blocks, LlmSpec llm, GpuSpec gpu, MemorySettings settings) {
    int wanted = settings.maxModelLen();
    int longest = groups.longestRequest(blocks, wanted, settings.inFlightTokens());
    if (longest < 2 || (longest < wanted && !settings.lowersMaxModelLen())) {
      throw new IllegalArgumentException(
          "max_model_len (%s) does not fit: the KV cache of %s on %s holds %s tokens. "
                  .formatted(wanted, llm.id(), gpu.id(), longest)
              + "Maybe "
              + (longest < 2 ? "" : "set max_model_len to at most " + longest + " or auto, or ")
              + "raise tensor_parallel_size?");
    }
    return longest;
  }

  private static IllegalArgumentException doesNotFit(
      MemoryDemand demand, LlmSpec llm, GpuSpec gpu, MemorySettings settings) {
    KvGroups groups = groups(llm, settings);
    long twoBlocks = 2 * groups.pageBytes() * groups.layersPerGroup();
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
    if (!llm.supportsTensorParallel(settings.tensorParallelSize())) {
      return false;
    }
    long available = MemoryDemand.of(llm, gpu, settings).availableBytes();
    return groups(llm, settings).numBlocks(available) >= 2;
  }
}
