package dev.crossover.experiments.spec;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.InstanceType;
import dev.crossover.models.catalog.LlmSpec;
import dev.crossover.models.performance.StartupTime;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks up what a fleet needs, fills in vLLM's defaults and refuses what does not fit. */
final class FleetCheck {
  private static final String TP = "tensor_parallel_size";
  private static final String DP = "data_parallel_size";

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
  Optional<ResolvedStrategy.FleetStrategy> resolve(
      String name, CheckScope scope, Optional<VllmSpec> spec) {
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
    int each = spec.gpusPerReplica();
    int gpus = instance.gpus();
    if (each > gpus) {
      boolean tooLarge = tp > gpus;
      String message =
          tooLarge
              ? "exceeds the GPUs of %s (%s, %s). Maybe %s?"
                  .formatted(instance.id(), tp, gpus, gpus)
              : "needs %s GPUs, %s has %s. Maybe %s?"
                  .formatted(each, instance.id(), gpus, gpus / tp);
      scope.below("engine").orElse(scope).tell(tooLarge ? TP : DP, message);
      return false;
    }
    Integer perInstance = spec.replicasPerInstance();
    if (perInstance != null && (long) perInstance * each > gpus) {
      String message =
          "needs %s GPUs, %s has %s (%s). Maybe %s?"
              .formatted((long) perInstance * each, instance.id(), gpus, perInstance, gpus / each);
      scope.tell("replicas_per_instance", message);
      return false;
    }
    return true;
  }

  private Optional<ResolvedStrategy.FleetStrategy> engine(
      String name, CheckScope scope, VllmSpec spec, LlmSpec llm, GpuSpec gpu, InstanceType type) {
    CheckScope engineScope = scope.below("engine").orElse(scope);
    Supplier<ResolvedStrategy.FleetStrategy> resolution =
        () -> {
          Integer packed = spec.replicasPerInstance();
          return new ResolvedStrategy.FleetStrategy(
              name,
              spec,
              llm,
              gpu,
              type,
              ResolvedEngine.of(spec.engine(), llm, gpu),
              packed == null ? type.gpus() / spec.gpusPerReplica() : packed,
              startup(spec.startup(), llm, type));
        };
    return engineScope
        .attempt(resolution, TP)
        .flatMap(fleet -> scope.attempt(fleet::batched, "batching"))
        .filter(fleet -> hasWhatIsAskedFor(engineScope, fleet.engine()));
  }

  /** Defaults give way to how requests are batched; what the file asks for must not. */
  private static boolean hasWhatIsAskedFor(CheckScope scope, EngineArgs engine) {
    boolean caches = isPossible(scope, "enable_prefix_caching", engine.enablePrefixCaching());
    boolean overlaps = isPossible(scope, "async_scheduling", engine.asyncScheduling());
    return caches && overlaps;
  }

  private static boolean isPossible(CheckScope scope, String key, boolean on) {
    boolean asked = "true".equals(scope.mapping().text(key));
    if (asked && !on) {
      scope.tell(key, "is not possible with this batching or kv_allocation (true). Maybe false?");
    }
    return on || !asked;
  }

  private static StartupTime startup(StartupSpec given, LlmSpec llm, InstanceType type) {
    return StartupTime.of(llm, type)
        .with(given.provision(), given.imagePull(), given.weights(), given.engineStart());
  }
}
