package dev.crossover.experiments.spec;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineRules;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.LlmSpec;
import dev.crossover.models.performance.EngineOverhead;
import dev.crossover.models.performance.GraphSettings;
import dev.crossover.models.performance.KvCapacity;
import dev.crossover.models.performance.MemorySettings;
import dev.crossover.models.performance.VllmDefaults;
import org.jspecify.annotations.Nullable;

/**
 * The engines of a replica with vLLM's defaults filled in.
 *
 * @param memory what the KV cache was computed from, tensor_parallel_size included
 * @param kv the KV cache of one engine
 * @param args limits and rules of one engine
 * @param graphs which CUDA graphs it has
 * @param overhead what its process adds to a step
 */
public record ResolvedEngine(
    MemorySettings memory,
    KvCapacity kv,
    EngineArgs args,
    GraphSettings graphs,
    EngineOverhead overhead) {
  /**
   * Fills in the defaults for a model on a GPU.
   *
   * @throws IllegalArgumentException as vLLM refuses to start, with what would do
   */
  static ResolvedEngine of(EngineSpec given, LlmSpec llm, GpuSpec gpu) {
    requireWithinModel(given, llm);
    MemorySettings memory = memory(given, llm, gpu);
    requirePossible(given, memory);
    KvCapacity kv = KvCapacity.of(llm, gpu, memory);
    requireThreshold(given, kv.maxModelLen());
    if (memory.tensorParallelSize() > 1) {
      gpu.allReduce(memory.tensorParallelSize());
    }
    boolean async = given.asyncScheduling();
    return new ResolvedEngine(
        memory,
        kv,
        args(given, llm, memory, kv),
        graphs(given, gpu, memory),
        async ? EngineOverhead.asynchronous(given.sampling()) : EngineOverhead.SYNCHRONOUS);
  }

  /** The same engine within other limits; its process overlaps with the GPU as they say. */
  ResolvedEngine with(EngineArgs limits) {
    return new ResolvedEngine(
        memory,
        kv,
        limits,
        graphs,
        limits.asyncScheduling() ? overhead : EngineOverhead.SYNCHRONOUS);
  }

  private static void requireWithinModel(EngineSpec given, LlmSpec llm) {
    ModelLength length = given.maxModelLen();
    Rules.require(
        length == null || length.tokens() <= llm.maxPositionEmbeddings(),
        "max_model_len ("
            + (length == null ? 0 : length.tokens())
            + ") is above what "
            + llm.id()
            + " can take. Maybe "
            + llm.maxPositionEmbeddings()
            + "?");
  }

  private static MemorySettings memory(EngineSpec given, LlmSpec llm, GpuSpec gpu) {
    ModelLength length = given.maxModelLen();
    boolean auto = length != null && length.isAuto();
    int maxModelLen = length == null || auto ? llm.maxPositionEmbeddings() : length.tokens();
    VllmDefaults batch =
        VllmDefaults.of(gpu, given.usageContext())
            .in(given.performanceMode())
            .resolve(
                given.maxNumSeqs(),
                given.maxNumBatchedTokens(),
                maxModelLen,
                given.enableChunkedPrefill());
    Double utilization = given.gpuMemoryUtilization();
    return new MemorySettings(
        given.tensorParallelSize(),
        utilization == null ? VllmDefaults.gpuMemoryUtilization(given.vllmVersion()) : utilization,
        batch.maxNumSeqs(),
        batch.maxNumBatchedTokens(),
        maxModelLen,
        auto,
        given.blockSize(),
        llm.dtype().bytes(),
        given.asyncScheduling(),
        graphMemory(given),
        given.kvCacheMemoryBytes(),
        given.numGpuBlocksOverride());
  }

  private static long graphMemory(EngineSpec given) {
    MemorySize graphs = given.graphMemory();
    return graphs == null || !VllmDefaults.countsGraphMemory(given.vllmVersion())
        ? 0
        : graphs.bytes();
  }

  /** What vLLM's SchedulerConfig refuses before any memory is measured. */
  private static void requirePossible(EngineSpec given, MemorySettings memory) {
    int tokens = memory.maxNumBatchedTokens();
    int length = memory.maxModelLen();
    Rules.require(
        given.enableChunkedPrefill() || tokens >= length,
        "max_num_batched_tokens (%s) is below max_model_len, %s, with chunked prefill off. Maybe %s?"
            .formatted(tokens, length, length));
    Rules.require(
        tokens >= memory.maxNumSeqs(),
        "max_num_seqs (%s) is above max_num_batched_tokens, %s. Maybe %s?"
            .formatted(memory.maxNumSeqs(), tokens, tokens));
    requireThreshold(given, length);
  }

  private static void requireThreshold(EngineSpec given, int maxModelLen) {
    int threshold = given.longPrefillTokenThreshold();
    Rules.require(
        threshold <= maxModelLen,
        "long_prefill_token_threshold (%s) is above max_model_len, %s. Maybe %s?"
            .formatted(threshold, maxModelLen, maxModelLen));
  }

  private static EngineArgs args(
      EngineSpec given, LlmSpec llm, MemorySettings memory, KvCapacity kv) {
    SpeculativeSpec drafts = given.speculativeConfig();
    Integer loras = given.maxLoras();
    return EngineArgs.builder()
        .maxNumSeqs(memory.maxNumSeqs())
        .maxNumBatchedTokens(memory.maxNumBatchedTokens())
        .maxModelLen(kv.maxModelLen())
        .blockSize(memory.blockSize())
        .numBlocks(kv.numBlocks())
        .enableChunkedPrefill(given.enableChunkedPrefill())
        .longPrefillTokenThreshold(given.longPrefillTokenThreshold())
        .policy(given.schedulingPolicy())
        .asyncScheduling(given.asyncScheduling())
        .enablePrefixCaching(given.enablePrefixCaching())
        .numSpeculativeTokens(numSpeculativeTokens(drafts))
        .numLookaheadTokens(drafts == null ? 0 : drafts.lookaheadTokens())
        .dropsLastHitBlock(drafts != null && drafts.method().readsHiddenStates())
        .slidingWindow(llm.window())
        .maxLoras(loras == null ? 0 : loras)
        .rules(rules(given))
        .build();
  }

  private static EngineRules rules(EngineSpec given) {
    EngineRules rules = given.rules().over(given.vllmVersion().rules());
    Boolean reserve = given.schedulerReserveFullIsl();
    Double watermark = given.watermark();
    if (reserve != null) {
      rules = rules.withReserveFullIsl(reserve);
    }
    return watermark == null ? rules : rules.withWatermark(watermark);
  }

  private static GraphSettings graphs(EngineSpec given, GpuSpec gpu, MemorySettings memory) {
    return new GraphSettings(
        memory.maxNumSeqs(),
        memory.maxNumBatchedTokens(),
        numSpeculativeTokens(given.speculativeConfig()),
        given.performanceMode(),
        Boolean.TRUE.equals(given.enforceEager()),
        given.cudagraphCaptureSizes(),
        VllmDefaults.largestGraph(given.vllmVersion(), gpu));
  }

  private static int numSpeculativeTokens(@Nullable SpeculativeSpec drafts) {
    return drafts == null ? 0 : drafts.numSpeculativeTokens();
  }
}
