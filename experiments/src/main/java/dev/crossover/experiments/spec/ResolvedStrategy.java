package dev.crossover.experiments.spec;

import dev.crossover.engine.fleet.HostedLimits;
import dev.crossover.engine.fleet.RetryPolicy;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.HostedModel;
import dev.crossover.models.catalog.InstanceType;
import dev.crossover.models.catalog.LlmSpec;
import dev.crossover.models.performance.KvCapacity;
import dev.crossover.models.performance.MemorySettings;
import dev.crossover.models.performance.StartupTime;

/** A strategy with its names looked up and its defaults filled in. */
public sealed interface ResolvedStrategy {
  /** The name in the experiment. */
  String name();

  /** vllm, hosted or hybrid. */
  String kind();

  /**
   * An own fleet.
   *
   * @param spec as written
   * @param resolved the engine of a replica, defaults filled in
   * @param replicasPerInstance how many fit, or as written
   * @param startup phases from the request for an instance to an engine that answers
   */
  record FleetStrategy(
      String name,
      VllmSpec spec,
      LlmSpec llm,
      GpuSpec gpu,
      InstanceType instance,
      ResolvedEngine resolved,
      int replicasPerInstance,
      StartupTime startup)
      implements ResolvedStrategy {
    @Override
    public String kind() {
      return "vllm";
    }

    /** Limits and rules of one engine. */
    public EngineArgs engine() {
      return resolved.args();
    }

    /** The KV cache of one engine. */
    public KvCapacity kv() {
      return resolved.kv();
    }

    /** What the KV cache was computed from, tensor_parallel_size included. */
    public MemorySettings memory() {
      return resolved.memory();
    }

    /**
     * The fleet with its engine's limits as they are under its batching and its KV allocation.
     *
     * @throws IllegalArgumentException that begins with the key where that is impossible
     */
    FleetStrategy batched() {
      EngineArgs limits = spec.kvAllocation().limits(spec.batching().limits(engine()));
      return new FleetStrategy(
          name, spec, llm, gpu, instance, resolved.with(limits), replicasPerInstance, startup);
    }
  }

  /**
   * Somebody's API.
   *
   * @param spec as written
   */
  record HostedStrategy(
      String name, HostedSpec spec, HostedModel model, HostedLimits limits, RetryPolicy retry)
      implements ResolvedStrategy {
    @Override
    public String kind() {
      return "hosted";
    }
  }

  /**
   * Both behind one gateway.
   *
   * @param spec as written
   * @param fleet a copy of the primary strategy's
   * @param hosted a copy of the fallback strategy's
   */
  record HybridStrategy(String name, HybridSpec spec, FleetStrategy fleet, HostedStrategy hosted)
      implements ResolvedStrategy {
    @Override
    public String kind() {
      return "hybrid";
    }
  }
}
