package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.metering.MeasurementPlan;
import dev.crossover.engine.metering.RequestBounds;
import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.serving.AcceptanceRates;
import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.Line;
import dev.crossover.engine.serving.PlainEngine;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Small fleets and APIs with round numbers, for tests that work the answer by hand. */
final class Bench {
  static final long SECOND = 1_000_000_000L;
  static final long HOUR = 3_600 * SECOND;
  static final RetryPolicy SDK =
      new RetryPolicy(2, SECOND / 2, 8 * SECOND, 0.25, 60 * SECOND, 600 * SECOND);

  /** Every step takes 10 ms, whatever it computes. */
  static final StepTimeModel TEN_MILLIS =
      new StepTimeModel() {
        @Override
        public long stepPicos(BatchShape batch) {
          return 10_000_000_000L;
        }

        @Override
        public void decodeLine(BatchShape batch, Line out) {
          out.basePicos = 10_000_000_000L;
          out.slopePicos = 0;
        }
      };

  /** Longer steps for larger batches and longer contexts. */
  static final StepTimeModel GROWING =
      new StepTimeModel() {
        @Override
        public long stepPicos(BatchShape batch) {
          return 9_000_000_777L
              + 100_003L * batch.decodes
              + 44_501L * batch.decodeContextTokens
              + 20_000_001L * batch.prefillTokens;
        }

        @Override
        public void decodeLine(BatchShape batch, Line out) {
          out.basePicos = 9_000_000_777L + 100_003L * batch.decodes;
          out.slopePicos = 44_501L;
        }
      };

  /** First token after one second, one token every tenth of a second, never varying. */
  static final HostedLatency STEADY =
      new HostedLatency() {
        @Override
        public long ttftNanos(double z, int promptTokens) {
          return SECOND;
        }

        @Override
        public long decodeNanos(double z, int outputTokens) {
          return (outputTokens - 1) * SECOND / 10;
        }
      };

  private Bench() {}

  static FleetPlan fleet(int replicas, StepTimeModel time, EngineFactory engine) {
    EngineArgs args = PlainEngine.args(8, 512, 4_096, 16, 2_000, true, true, 0);
    return new FleetPlan(
        args,
        () -> time,
        replicas,
        2,
        "lab/box",
        "on_demand",
        false,
        LoadBalancing.LEAST_REQUESTS,
        30 * SECOND,
        null,
        false,
        engine);
  }

  static FleetPlan withHours(FleetPlan plan, WeeklyHours hours, boolean queue) {
    return new FleetPlan(
        plan.args(),
        plan.time(),
        plan.replicas(),
        plan.replicasPerInstance(),
        plan.instance(),
        plan.option(),
        plan.reserved(),
        plan.balancing(),
        plan.startupNanos(),
        hours,
        queue,
        plan.engine());
  }

  static FleetPlan withTime(FleetPlan plan, Supplier<StepTimeModel> time) {
    return new FleetPlan(
        plan.args(),
        time,
        plan.replicas(),
        plan.replicasPerInstance(),
        plan.instance(),
        plan.option(),
        plan.reserved(),
        plan.balancing(),
        plan.startupNanos(),
        plan.hours(),
        plan.queueWhenClosed(),
        plan.engine());
  }

  /** The same fleet with several ranks in each replica. */
  static FleetPlan withRanks(FleetPlan plan, int ranks) {
    return with(plan, plan.args(), ranks, plan.acceptance());
  }

  static FleetPlan with(
      FleetPlan plan, EngineArgs args, int ranks, @Nullable AcceptanceRates acceptance) {
    return new FleetPlan(
        args,
        plan.time(),
        plan.replicas(),
        plan.replicasPerInstance(),
        plan.instance(),
        plan.option(),
        plan.reserved(),
        plan.balancing(),
        plan.startupNanos(),
        plan.hours(),
        plan.queueWhenClosed(),
        plan.engine(),
        ranks,
        acceptance,
        plan.batching());
  }

  static HostedPlan hosted(HostedLimits limits) {
    return new HostedPlan("lab/api", STEADY, limits, SDK, 100_000);
  }

  static MeasurementPlan measure(long from, long to, long end) {
    return new MeasurementPlan(
        from, to, end, Math.max(1, (to - from) / 4), List.of(), RequestBounds.NONE);
  }

  static Outcome run(
      @Nullable FleetPlan fleet,
      @Nullable HostedPlan hosted,
      List<RouteRule> rules,
      MeasurementPlan measurement,
      ArrivalStream arrivals) {
    return run(
        new StrategyPlan(fleet, hosted, rules),
        measurement,
        arrivals,
        RequestLog.NONE,
        Verification.END);
  }

  static Outcome run(
      StrategyPlan strategy,
      MeasurementPlan measurement,
      ArrivalStream arrivals,
      RequestLog log,
      Verification verification) {
    return new FleetSimulation(
            strategy,
            measurement,
            arrivals,
            new RandomStreams(1, 0),
            log,
            verification,
            nanos -> {})
        .run();
  }
}
