package dev.crossover.experiments.spec;

import dev.crossover.engine.batching.KvAllocation;
import dev.crossover.engine.fleet.BatchingPolicy;
import dev.crossover.engine.fleet.LoadBalancing;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.models.catalog.PurchaseOption;
import org.jspecify.annotations.Nullable;

/**
 * A fleet of vLLM replicas as written.
 *
 * @param model id of an LLM in the catalogue
 * @param instance id of an instance in the catalogue
 * @param replicas deployments of vLLM, not instances
 * @param replicasPerInstance replicas that share an instance; as many as its GPUs allow unless
 *     given
 * @param engine vLLM's own arguments
 * @param batching how requests share steps; continuous, as in vLLM, unless given
 * @param batchTimeout how long an incomplete batch waits for company, where batching is static; 0s
 *     unless given
 * @param kvAllocation how requests get their KV memory; paged, as in vLLM, unless given
 * @param purchase how the instances are bought, not as spot yet; on_demand unless given
 * @param loadBalancer who gets a request; least_requests unless given
 * @param startup phases of a start that differ from the catalogue; all as there unless given
 * @param schedule hours in which the fleet runs; always unless given
 */
public record VllmSpec(
    String model,
    String instance,
    int replicas,
    @Nullable Integer replicasPerInstance,
    @Nullable EngineSpec engine,
    @Nullable BatchingPolicy batching,
    @Nullable TimeSpan batchTimeout,
    @Nullable KvAllocation kvAllocation,
    @Nullable PurchaseOption purchase,
    @Nullable LoadBalancing loadBalancer,
    @Nullable StartupSpec startup,
    @Nullable ScheduleSpec schedule) {
  private static final int MAX_REPLICAS = 100_000;

  public VllmSpec {
    Rules.atLeast("replicas", 1, replicas);
    Rules.require(replicas <= MAX_REPLICAS, "replicas must be at most 100000. Maybe 8?");
    Rules.atLeast("replicas_per_instance", 1, replicasPerInstance);
    Rules.require(
        purchase != PurchaseOption.SPOT, "purchase is not supported yet (spot). Maybe on_demand?");
    Rules.require(
        batchTimeout == null || (batching != null && batching != BatchingPolicy.CONTINUOUS),
        "batch_timeout has no meaning with continuous batching. Maybe add batching: static?");
  }

  /** GPUs of all engines of one replica; a sum beyond what can be is as large as can be. */
  public int gpusPerReplica() {
    long gpus = (long) engine().tensorParallelSize() * engine().dataParallelSize();
    return (int) Math.min(gpus, Integer.MAX_VALUE);
  }

  @Override
  public EngineSpec engine() {
    return engine == null ? EngineSpec.DEFAULT : engine;
  }

  @Override
  public BatchingPolicy batching() {
    return batching == null ? BatchingPolicy.CONTINUOUS : batching;
  }

  @Override
  public TimeSpan batchTimeout() {
    return batchTimeout == null ? TimeSpan.ZERO : batchTimeout;
  }

  @Override
  public KvAllocation kvAllocation() {
    return kvAllocation == null ? KvAllocation.PAGED : kvAllocation;
  }

  @Override
  public PurchaseOption purchase() {
    return purchase == null ? PurchaseOption.ON_DEMAND : purchase;
  }

  @Override
  public LoadBalancing loadBalancer() {
    return loadBalancer == null ? LoadBalancing.LEAST_REQUESTS : loadBalancer;
  }

  @Override
  public StartupSpec startup() {
    return startup == null ? StartupSpec.AS_CATALOGUED : startup;
  }
}
