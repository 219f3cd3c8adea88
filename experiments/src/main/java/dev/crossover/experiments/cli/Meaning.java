package dev.crossover.experiments.cli;

import dev.crossover.engine.batching.KvAllocation;
import dev.crossover.engine.fleet.BatchingPolicy;
import dev.crossover.experiments.plan.ExperimentPlan;
import dev.crossover.experiments.spec.EngineSpec;
import dev.crossover.experiments.spec.Experiment;
import dev.crossover.experiments.spec.ResolvedStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.FleetStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.HostedStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.HybridStrategy;
import dev.crossover.experiments.spec.SpeculativeSpec;
import dev.crossover.models.performance.KvCapacity;
import dev.crossover.traffic.arrival.PeakHour;
import dev.crossover.traffic.profile.ClassDescription;
import dev.crossover.traffic.profile.ProfileDescription;
import java.util.Locale;

/** Says in words and numbers what an experiment file means. */
final class Meaning {
  private static final double GIB = 1L << 30;

  private final ExperimentPlan plan;
  private final StringBuilder text = new StringBuilder();

  Meaning(ExperimentPlan plan) {
    this.plan = plan;
  }

  String text() {
    Experiment experiment = plan.points().get(0).experiment();
    line(
        "%s: %s, %s, seed %d",
        experiment.spec().name(),
        Spoken.count(plan.points().size(), "point"),
        Spoken.count(experiment.spec().replications(), "replication"),
        experiment.spec().seed());
    if (plan.points().size() > 1) {
      line("what follows is the first point: %s", plan.points().get(0).parameters());
    }
    traffic(experiment);
    for (ResolvedStrategy strategy : experiment.strategies()) {
      strategy(strategy);
    }
    line("prices as of %s", experiment.priceDate());
    return text.toString();
  }

  private void traffic(Experiment experiment) {
    ProfileDescription traffic = experiment.traffic().describe();
    line("traffic");
    PeakHour peak = traffic.peakHour();
    if (traffic.isCounted()) {
      line(
          "  horizon %s, %,.0f requests, %.4g requests/s, %,.0f a month",
          Spoken.span(experiment.window().horizon()),
          traffic.requests(),
          traffic.meanRatePerSecond(),
          traffic.requestsPerMonth());
    } else {
      line(
          "  horizon %s, as many requests as the answers leave time for",
          Spoken.span(experiment.window().horizon()));
    }
    if (peak != null) {
      line(
          "  peak hour from %s: %.4g requests/s, %.2f times the mean",
          peak.start(), peak.perSecond(), traffic.peakToMean());
    }
    line(
        "  mean request: %.1f prompt and %.1f output tokens",
        traffic.promptTokens(), traffic.outputTokens());
    for (ClassDescription one : traffic.classes()) {
      trafficClass(one, traffic.classes().size() > 1);
    }
  }

  private void trafficClass(ClassDescription one, boolean named) {
    if (named) {
      line(
          "  class %s: %s, %.1f prompt and %.1f output tokens",
          one.name(),
          one.isCounted()
              ? String.format(Locale.ROOT, "%,.0f requests", one.requests())
              : "in a closed loop",
          one.promptTokens(),
          one.outputTokens());
    }
    String indent = named ? "    " : "  ";
    if (one.sessions() > 0) {
      line("%s%,.0f sessions of %.2f turns", indent, one.sessions(), one.turnsPerSession());
    }
    if (one.clients() > 0) {
      line("%sat most %s in flight", indent, Spoken.count((int) one.clients(), "request"));
    }
  }

  private void strategy(ResolvedStrategy strategy) {
    line("strategy %s (%s)", strategy.name(), strategy.kind());
    if (strategy instanceof FleetStrategy fleet) {
      fleet(fleet);
    } else if (strategy instanceof HostedStrategy hosted) {
      line("  %s, prompts to %d tokens", hosted.model().id(), hosted.model().maxInputTokens());
    } else if (strategy instanceof HybridStrategy hybrid) {
      line(
          "  a copy of %s, falling back to %s by %s",
          hybrid.spec().primary(),
          hybrid.spec().fallback(),
          Spoken.count(hybrid.spec().route().size(), "rule"));
    }
  }

  private void fleet(FleetStrategy fleet) {
    int replicas = fleet.spec().replicas();
    int instances = (replicas + fleet.replicasPerInstance() - 1) / fleet.replicasPerInstance();
    line(
        "  %s on %s: %s of %s, %d to an instance, %s",
        fleet.llm().id(),
        fleet.instance().id(),
        Spoken.count(replicas, "replica"),
        Spoken.count(fleet.spec().gpusPerReplica(), "GPU"),
        fleet.replicasPerInstance(),
        Spoken.count(instances, "instance"));
    engine(fleet);
    memory(fleet);
    line("  from launch to ready: %s", fleet.startup().nanos() / 1_000_000_000L + "s");
  }

  private void engine(FleetStrategy fleet) {
    EngineSpec engine = fleet.spec().engine();
    line(
        "  vLLM %s: %s, %s scheduling, prefix caching %s, chunked prefill %s",
        engine.vllmVersion().key(),
        engine.schedulingPolicy().name().toLowerCase(Locale.ROOT),
        fleet.engine().asyncScheduling() ? "asynchronous" : "synchronous",
        onOff(fleet.engine().enablePrefixCaching()),
        onOff(fleet.engine().enableChunkedPrefill()));
    SpeculativeSpec drafts = engine.speculativeConfig();
    if (drafts != null) {
      line(
          "  speculation by %s: %s, of which %.2f are accepted",
          drafts.method().name().toLowerCase(Locale.ROOT),
          Spoken.count(drafts.numSpeculativeTokens(), "draft"),
          drafts.acceptedUpTo().stream().mapToDouble(Double::doubleValue).sum());
    }
    line(
        "  max_num_seqs %d, max_num_batched_tokens %d, max_model_len %d",
        fleet.engine().maxNumSeqs(),
        fleet.engine().maxNumBatchedTokens(),
        fleet.engine().maxModelLen());
    batching(fleet);
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }

  private void memory(FleetStrategy fleet) {
    KvCapacity kv = fleet.kv();
    line(
        "  per GPU: %.2f GiB of weights, %.2f GiB of activations, %.2f GiB of KV cache",
        kv.demand().weightBytes() / GIB, kv.demand().activationBytes() / GIB, kv.kvBytes() / GIB);
    line(
        "  GPU KV cache size: %s tokens (%d blocks of %d)",
        String.format(Locale.ROOT, "%,d", kv.tokens()), kv.numBlocks(), kv.blockSize());
    line(
        "  Maximum concurrency for %s tokens per request: %.2fx",
        String.format(Locale.ROOT, "%,d", kv.maxModelLen()), kv.maxConcurrency());
  }

  /** Said where it is not vLLM's way. */
  private void batching(FleetStrategy fleet) {
    BatchingPolicy policy = fleet.spec().batching();
    boolean contiguous = fleet.spec().kvAllocation() == KvAllocation.CONTIGUOUS;
    if (policy != BatchingPolicy.CONTINUOUS || contiguous) {
      int most = fleet.engine().maxNumSeqs();
      line(
          "  batching %s, kv_allocation %s: at most %s at once",
          policy.name().toLowerCase(Locale.ROOT),
          fleet.spec().kvAllocation().name().toLowerCase(Locale.ROOT),
          Spoken.count(
              contiguous ? Math.min(most, fleet.engine().usableBlocks()) : most, "request"));
    }
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
