package dev.crossover.experiments.spec;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineRules;
import dev.crossover.engine.serving.VllmVersion;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.InstanceType;
import dev.crossover.models.catalog.LlmSpec;
import dev.crossover.models.performance.KvCapacity;
import dev.crossover.models.performance.MemorySettings;
import dev.crossover.models.performance.StartupTime;
import dev.crossover.models.performance.VllmDefaults;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks up what a fleet needs, fills in vLLM's defaults and refuses what does not fit. */
final class FleetCheck {
  private static final String TP = "tensor_parallel_size";

  private final CatalogFiles catalog;
  private final @Nullable LocalDate priceDate;

  FleetCheck(CatalogFiles catalog, @Nullable LocalDate priceDate) {
    this.catalog = catalog;
    this.priceDate = priceDate;
  }

  /**
   * The fleet, or empty after what is wrong has been told.
   *
   * @param spec empty where it could not be bound; then names alone are checked
   */
  Optional<ResolvedStrategy> resolve(String name, CheckScope scope, Optional<VllmSpec> spec) {
    Optional<LlmSpec> llm = scope.look("model", catalog::llm);
    Optional<InstanceType> instance = scope.look("instance", catalog::instance);
    Optional<GpuSpec> gpu =
        instance.flatMap(type -> scope.attempt(() -> catalog.gpu(type.gpu()), "instance"));
    if (spec.isEmpty() || llm.isEmpty() || gpu.isEmpty() || instance.isEmpty()) {
      return Optional.empty();
    }
    String priceKey = scope.mapping().get("purchase") == null ? "instance" : "purchase";
    boolean priced =
        scope.attempt(() -> hourlyUsd(spec.get(), instance.get()), priceKey).isPresent();
    boolean fits = fitsInstance(scope, spec.get(), instance.get());
    if (!fits || !priced) {
      return Optional.empty();
    }
    return engine(name, scope, spec.get(), llm.get(), gpu.get(), instance.get());
  }

  private Object hourlyUsd(VllmSpec spec, InstanceType instance) {
    LocalDate newest = instance.prices().get(instance.prices().size() - 1).validFrom();
    return instance.hourlyUsd(spec.purchase(), priceDate == null ? newest : priceDate);
  }

  private static boolean fitsInstance(CheckScope scope, VllmSpec spec, InstanceType instance) {
    int tp = spec.engine().tensorParallelSize();
    int gpus = instance.gpus();
    if (tp > gpus) {
      String message =
          "exceeds the GPUs of "
              + instance.id()
              + " ("
              + tp
              + ", "
              + gpus
              + "). Maybe "
              + gpus
              + "?";
      scope.below("engine").orElse(scope).tell(TP, message);
      return false;
    }
    Integer perInstance = spec.replicasPerInstance();
    if (perInstance != null && (long) perInstance * tp > gpus) {
      scope.tell(
          "replicas_per_instance",
          "needs "
              + (long) perInstance * tp
              + " GPUs, "
              + instance.id()
              + " has "
              + gpus
              + " ("
              + perInstance
              + "). Maybe "
              + gpus / tp
              + "?");
      return false;
    }
    return true;
  }

  private Optional<ResolvedStrategy> engine(
      String name, CheckScope scope, VllmSpec spec, LlmSpec llm, GpuSpec gpu, InstanceType type) {
    EngineSpec given = spec.engine();
    CheckScope engineScope = scope.below("engine").orElse(scope);
    Supplier<ResolvedStrategy.FleetStrategy> resolution =
        () -> {
          requireWithinModel(given, llm);
          MemorySettings memory = memory(given, llm, gpu);
          KvCapacity kv = KvCapacity.of(llm, gpu, memory);
          if (memory.tensorParallelSize() > 1) {
            gpu.allReduce(memory.tensorParallelSize());
          }
          Integer packed = spec.replicasPerInstance();
          return new ResolvedStrategy.FleetStrategy(
              name,
              spec,
              llm,
              gpu,
              type,
              memory,
              args(given, memory, kv),
              kv,
              packed == null ? type.gpus() / memory.tensorParallelSize() : packed,
              startup(spec.startup(), llm, type));
        };
    return engineScope
        .attempt(resolution, TP)
        .flatMap(fleet -> scope.attempt(fleet::batched, "batching"));
  }

  private static void requireWithinModel(EngineSpec given, LlmSpec llm) {
    Integer length = given.maxModelLen();
    Rules.require(
        length == null || length <= llm.maxPositionEmbeddings(),
        "max_model_len ("
            + length
            + ") is above what "
            + llm.id()
            + " can take. Maybe "
            + llm.maxPositionEmbeddings()
            + "?");
  }

  private static MemorySettings memory(EngineSpec given, LlmSpec llm, GpuSpec gpu) {
    int maxModelLen = or(given.maxModelLen(), llm.maxPositionEmbeddings());
    VllmDefaults batch =
        VllmDefaults.of(gpu)
            .resolve(given.maxNumSeqs(), given.maxNumBatchedTokens(), maxModelLen, chunked(given));
    Double utilization = given.gpuMemoryUtilization();
    MemorySize graphs = given.graphMemory();
    return new MemorySettings(
        given.tensorParallelSize(),
        utilization == null ? VllmDefaults.GPU_MEMORY_UTILIZATION : utilization,
        batch.maxNumSeqs(),
        batch.maxNumBatchedTokens(),
        maxModelLen,
        or(given.blockSize(), VllmDefaults.BLOCK_SIZE),
        llm.dtype().bytes(),
        graphs == null ? 0 : graphs.bytes(),
        given.numGpuBlocksOverride());
  }

  private static EngineArgs args(EngineSpec given, MemorySettings memory, KvCapacity kv) {
    Boolean reserve = given.schedulerReserveFullIsl();
    EngineRules rules = VllmVersion.V2026_08.rules();
    return EngineArgs.builder()
        .maxNumSeqs(memory.maxNumSeqs())
        .maxNumBatchedTokens(memory.maxNumBatchedTokens())
        .maxModelLen(memory.maxModelLen())
        .blockSize(memory.blockSize())
        .numBlocks(kv.numBlocks())
        .enableChunkedPrefill(chunked(given))
        .rules(reserve == null ? rules : rules.withReserveFullIsl(reserve))
        .longPrefillTokenThreshold(
            or(given.longPrefillTokenThreshold(), VllmDefaults.LONG_PREFILL_TOKEN_THRESHOLD))
        .build();
  }

  private static StartupTime startup(StartupSpec given, LlmSpec llm, InstanceType type) {
    return StartupTime.of(llm, type)
        .with(given.provision(), given.imagePull(), given.weights(), given.engineStart());
  }

  private static boolean chunked(EngineSpec given) {
    Boolean chunked = given.enableChunkedPrefill();
    return chunked == null ? VllmDefaults.ENABLE_CHUNKED_PREFILL : chunked;
  }

  private static int or(@Nullable Integer value, int fallback) {
    return value == null ? fallback : value;
  }
}
