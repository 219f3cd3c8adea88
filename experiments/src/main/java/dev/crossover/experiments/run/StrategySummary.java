package dev.crossover.experiments.run;

import dev.crossover.engine.fleet.FleetPlan;
import dev.crossover.engine.fleet.Outcome;
import dev.crossover.engine.fleet.StrategyPlan;
import dev.crossover.engine.metering.FleetReading;
import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.models.performance.StepWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the outcomes of a strategy's replications into its result. */
final class StrategySummary {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_HOUR = 3.6e12;
  private static final double PICOS_PER_NANO = 1e3;

  private final PointScenario point;
  private final StrategyScenario scenario;
  private final StrategyPlan plan;

  StrategySummary(PointScenario point, StrategyScenario scenario) {
    this.point = point;
    this.scenario = scenario;
    this.plan = scenario.plan().get();
  }

  /** The result over all replications, with intervals where there are at least two. */
  StrategyResult of(List<Outcome> outcomes) {
    List<StrategyResult> each = each(outcomes);
    List<ReplicationResult> replications = new ArrayList<>();
    for (int i = 0; i < each.size(); i++) {
      replications.add(new ReplicationResult(i, Headlines.of(each.get(i))));
    }
    return summarize(outcomes, replications, Headlines.intervals(replications));
  }

  /** The result of each replication by itself. */
  List<StrategyResult> each(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(outcome -> summarize(List.of(outcome), List.of(), Map.of()))
        .toList();
  }

  private StrategyResult summarize(
      List<Outcome> outcomes,
      List<ReplicationResult> replications,
      Map<String, Interval> intervals) {
    StrategyTally tally =
        new StrategyTally(scenario.rules().size(), point.measurement().classBounds().size());
    outcomes.forEach(outcome -> tally.add(outcome.tally()));
    boolean fleet = plan.fleet() != null;
    boolean answered = point.traffic().cachesAnswers();
    boolean caches = plan.fleet() != null && plan.fleet().args().enablePrefixCaching();
    return new StrategyResult(
        scenario.name(),
        scenario.kind(),
        Tallied.requests(tally.counts, answered),
        Tallied.tokens(tally.tokens, caches),
        Tallied.quantiles(tally.latencies, LatencyMetric.TTFT),
        Tallied.quantiles(tally.latencies, LatencyMetric.TPOT),
        Tallied.quantiles(tally.latencies, LatencyMetric.ITL),
        Tallied.quantiles(tally.latencies, LatencyMetric.E2E),
        Tallied.quantiles(tally.latencies, LatencyMetric.QUEUE),
        throughput(tally, outcomes.size()),
        utilization(tally, outcomes.size()),
        fleet ? tally.usage.preemptions : null,
        caches ? share(tally.usage.prefixHitTokens, tally.usage.prefixQueriedTokens) : null,
        fleet ? tally.usage.steps : null,
        specDecode(tally.usage),
        fleet ? replicas(tally, outcomes.size()) : null,
        plan.hosted() == null ? null : new HostedCounts(tally.throttled, tally.retries),
        scenario.kind() == StrategyKind.HYBRID ? routes(tally) : null,
        Tallied.byClass(point.traffic().classes(), tally.classes, answered, caches),
        point.slo().judge(tally, scenario.enforced()),
        CostSummary.of(scenario, outcomes, tally),
        replications,
        intervals);
  }

  private @Nullable SpecDecode specDecode(EngineUsage usage) {
    FleetPlan fleet = plan.fleet();
    if (fleet == null || fleet.args().numSpeculativeTokens() == 0) {
      return null;
    }
    Double perDraft = share(usage.acceptedTokens, usage.drafts);
    return new SpecDecode(
        usage.drafts,
        usage.draftTokens,
        usage.acceptedTokens,
        share(usage.acceptedTokens, usage.draftTokens),
        perDraft == null ? null : Double.valueOf(1 + perDraft));
  }

  private static @Nullable Double share(long part, long whole) {
    return whole == 0 ? null : Double.valueOf((double) part / whole);
  }

  private Throughput throughput(StrategyTally tally, int replications) {
    double seconds = point.horizonSeconds() * replications;
    return new Throughput(
        tally.counts.of(Fate.COMPLETED) / seconds,
        tally.tokens.output / seconds,
        (tally.tokens.prompt + tally.tokens.output) / seconds);
  }

  private @Nullable Utilization utilization(StrategyTally tally, int replications) {
    FleetPlan fleet = plan.fleet();
    StepWork work = scenario.work();
    if (fleet == null || work == null) {
      return null;
    }
    double engineNanos = tally.replicas.servingNanos.doubleValue() * fleet.dataParallelSize();
    double servingSeconds = engineNanos / NANOS_PER_SECOND;
    double servingPicos = engineNanos * PICOS_PER_NANO;
    double blocks = fleet.args().numBlocks() - 1;
    double windowPicos = point.horizonSeconds() * 1e12 * replications;
    return new Utilization(
        SloJudge.finite(FleetReading.share(tally.usage.busyPicos, servingPicos)),
        SloJudge.finite(work.flops(tally.usage) / (work.peakFlopsPerSecond() * servingSeconds)),
        SloJudge.finite(work.bytes(tally.usage) / (work.peakBytesPerSecond() * servingSeconds)),
        SloJudge.finite(FleetReading.share(tally.usage.blockPicos, servingPicos * blocks)),
        tally.usage.peakBlocks / blocks,
        tally.usage.runningPicos.value() / windowPicos,
        null);
  }

  private ReplicaCounts replicas(StrategyTally tally, int replications) {
    double readyNanos = tally.replicas.readyNanos.doubleValue();
    double windowNanos = point.horizonSeconds() * NANOS_PER_SECOND * replications;
    return new ReplicaCounts(
        readyNanos / windowNanos,
        tally.replicas.fewestReady,
        tally.replicas.mostReady,
        readyNanos / NANOS_PER_HOUR / replications,
        tally.replicas.started,
        tally.replicas.interrupted);
  }

  private RouteCounts routes(StrategyTally tally) {
    Map<String, Long> byRule = new LinkedHashMap<>();
    for (int i = 0; i < scenario.rules().size(); i++) {
      byRule.put(scenario.rules().get(i), tally.byRule[i]);
    }
    return new RouteCounts(
        tally.routed[Backend.FLEET.ordinal()], tally.routed[Backend.HOSTED.ordinal()], byRule);
  }
}
