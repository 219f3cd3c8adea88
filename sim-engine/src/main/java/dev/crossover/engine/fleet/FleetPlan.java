package dev.crossover.engine.fleet;

import dev.crossover.engine.serving.AcceptanceRates;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.ServingEngine;
import dev.crossover.engine.serving.StepObserver;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fleet of equal replicas.
 *
 * @param args one engine's limits
 * @param time makes the step-time model of a run, one for all replicas: what it keeps is computed
 *     once
 * @param replicas how many, at least 1
 * @param replicasPerInstance how many an instance hosts, at least 1
 * @param instance the instance's name, for the bill
 * @param option the purchase option's name, for the bill
 * @param reserved whether the instances are paid for whether used or not
 * @param balancing who gets a request
 * @param startupNanos from launch to ready; replicas of a fleet that is open at the start are ready
 * @param hours opening hours, or null for always
 * @param queueWhenClosed whether requests wait outside the hours, or are rejected
 * @param engine how engines are computed, where batching is continuous
 * @param dataParallelSize engines in a replica, its data-parallel ranks, at least 1; each has these
 *     args and steps by itself, as those of dense models do
 * @param acceptance how likely drafts are accepted, or null where none are made
 * @param batching how the engines batch requests
 */
public record FleetPlan(
    EngineArgs args,
    Supplier<StepTimeModel> time,
    int replicas,
    int replicasPerInstance,
    String instance,
    String option,
    boolean reserved,
    LoadBalancing balancing,
    long startupNanos,
    @Nullable WeeklyHours hours,
    boolean queueWhenClosed,
    EngineFactory engine,
    int dataParallelSize,
    @Nullable AcceptanceRates acceptance,
    Batching batching) {
  public FleetPlan {
    if (replicas < 1 || replicasPerInstance < 1) {
      throw new IllegalArgumentException(
          "a fleet needs replicas (%s) and room for them (%s per instance)"
              .formatted(replicas, replicasPerInstance));
    }
    if (dataParallelSize < 1) {
      throw new IllegalArgumentException(
          "data_parallel_size must be at least 1, not " + dataParallelSize);
    }
    if ((acceptance == null) != (args.numSpeculativeTokens() == 0)) {
      throw new IllegalArgumentException("drafts and their acceptance rates come together");
    }
  }

  /** Replicas of one engine each, which batches as vLLM does, without speculation. */
  public FleetPlan(
      EngineArgs args,
      Supplier<StepTimeModel> time,
      int replicas,
      int replicasPerInstance,
      String instance,
      String option,
      boolean reserved,
      LoadBalancing balancing,
      long startupNanos,
      @Nullable WeeklyHours hours,
      boolean queueWhenClosed,
      EngineFactory engine) {
    this(
        args,
        time,
        replicas,
        replicasPerInstance,
        instance,
        option,
        reserved,
        balancing,
        startupNanos,
        hours,
        queueWhenClosed,
        engine,
        1,
        null,
        Batching.CONTINUOUS);
  }

  /** The same fleet, its engines batching otherwise, within the limits of that. */
  public FleetPlan with(EngineArgs otherArgs, Batching otherBatching) {
    return new FleetPlan(
        otherArgs,
        time,
        replicas,
        replicasPerInstance,
        instance,
        option,
        reserved,
        balancing,
        startupNanos,
        hours,
        queueWhenClosed,
        engine,
        dataParallelSize,
        acceptance,
        otherBatching);
  }

  /** Instances that host the replicas, packed first-fit. */
  public int instances() {
    return (replicas + replicasPerInstance - 1) / replicasPerInstance;
  }

  /** Engines in the fleet. */
  public int engines() {
    return Math.multiplyExact(replicas, dataParallelSize);
  }

  /** One engine of a replica. */
  ServingEngine newEngine(StepTimeModel time, EngineListener listener, StepObserver observer) {
    return batching.policy().create(this, time, listener, observer);
  }
}
