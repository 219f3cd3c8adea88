package dev.crossover.experiments.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.batching.KvAllocation;
import dev.crossover.engine.fleet.BatchingPolicy;
import dev.crossover.engine.fleet.HostedLimits;
import dev.crossover.engine.fleet.LoadBalancing;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineRules;
import dev.crossover.engine.serving.SchedulingPolicy;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.experiments.spec.ResolvedStrategy.FleetStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.HostedStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.HybridStrategy;
import dev.crossover.models.catalog.PurchaseOption;
import dev.crossover.models.performance.EngineOverhead;
import dev.crossover.models.performance.Sampling;
import dev.crossover.traffic.profile.ProfileSpec;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file with every key means what it says. */
final class GoodFileTest {
  private static final Path FILE = Path.of("src/test/resources/good/everything.yaml");

  private final Experiment experiment =
      ExperimentFile.read(FILE, TestLibrary.library()).experiment();
  private final ExperimentSpec spec = experiment.spec();

  @Test
  void theTopKeysAreBound() {
    assertThat(spec.name()).isEqualTo("everything");
    assertThat(spec.description()).isEqualTo("Two lines that YAML folds into one.");
    assertThat(spec.month()).isEqualTo(TimeSpan.valueOf("730h"));
    assertThat(spec.warmup()).isEqualTo(TimeSpan.valueOf("1h"));
    assertThat(spec.drain()).isEqualTo(TimeSpan.valueOf("20m"));
    assertThat(spec.seed()).isEqualTo(42);
    assertThat(spec.replications()).isEqualTo(3);
    assertThat(experiment.window().horizon()).isEqualTo(TimeSpan.valueOf("7d"));
    assertThat(experiment.priceDate()).isEqualTo(LocalDate.of(2026, 8, 1));
  }

  @Test
  void theProfileIsFilledInAndOverridden() {
    ProfileSpec traffic = spec.traffic();

    assertThat(traffic.name()).isEqualTo("bursty");
    assertThat(traffic.rate().amount()).isEqualByComparingTo("2000000");
    assertThat(traffic.timezone()).isEqualTo("Europe/Berlin");
    assertThat(traffic.maxTokens().value()).isEqualTo(1000);
    assertThat(traffic.prompt().p99()).isEqualTo(3000);
    assertThat(traffic.output().quantiles()).isNotEmpty();
    assertThat(experiment.value(TreePath.valueOf("traffic.arrival.process"))).hasValue("gamma");
    assertThat(experiment.traffic().meanRatePerSecond()).isBetween(0.7, 0.8);
  }

  @Test
  void everyFileThatWasReadIsHashed() {
    Library library = TestLibrary.library();

    ExperimentFile.read(FILE, library).experiment();

    assertThat(library.sha256ByFile().keySet())
        .containsExactly(
            "../models/gpus/a10g.yaml",
            "../models/hosted/openai-gpt-4o-mini.yaml",
            "../models/instances/aws-g5.12xlarge.yaml",
            "../models/llms/llama-3.1-8b.yaml",
            "../traffic-profiles/bursty.yaml");
    assertThat(library.sha256ByFile().values()).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
  }

  @Test
  void theSloIsBoundInTheOrderWritten() {
    assertThat(spec.slo().limits().keySet())
        .extracting(SloTerm::toString)
        .containsExactly("ttft_p99", "ttft_p99.9", "itl_p95");
    assertThat(spec.slo().limits().values())
        .containsExactly(
            TimeSpan.valueOf("500ms"), TimeSpan.valueOf("2s"), TimeSpan.valueOf("60ms"));
    assertThat(spec.slo().success().value()).isCloseTo(0.999, within(1e-12));
    assertThat(spec.slo().goodput().tpot()).isEqualTo(TimeSpan.valueOf("80ms"));
    assertThat(spec.slo().enforce()).containsExactly("self-hosted");
    assertThat(spec.slo().window()).isEqualTo(TimeSpan.valueOf("1h"));
  }

  @Test
  void theFleetIsResolved() {
    FleetStrategy fleet = (FleetStrategy) experiment.strategies().get(3);

    assertThat(fleet.llm().id()).isEqualTo("llama-3.1-8b");
    assertThat(fleet.gpu().id()).isEqualTo("a10g");
    assertThat(fleet.memory().tensorParallelSize()).isEqualTo(2);
    assertThat(fleet.memory().kvBytesPerElement()).isEqualTo(2);
    assertThat(fleet.memory().graphMemoryBytes()).isZero(); // 2026-03 had it on top
    assertThat(fleet.resolved().overhead()).isEqualTo(EngineOverhead.asynchronous(Sampling.GREEDY));
    assertThat(fleet.resolved().graphs().captureSizes()).containsExactly(1, 2, 4, 8);
    assertThat(fleet.kv().kvBytes()).isEqualTo(1L << 33);
    assertThat(fleet.engine())
        .isEqualTo(
            EngineArgs.builder()
                .maxNumSeqs(128)
                .maxNumBatchedTokens(4096)
                .maxModelLen(16_384)
                .blockSize(32)
                .numBlocks(fleet.kv().numBlocks())
                .longPrefillTokenThreshold(1024)
                .asyncScheduling(true)
                .policy(SchedulingPolicy.PRIORITY)
                .maxLoras(2)
                .numSpeculativeTokens(2)
                .numLookaheadTokens(2)
                .dropsLastHitBlock(true)
                .rules(new EngineRules(true, 0.01, true, false, true))
                .build());
    assertThat(fleet.kv().tokens()).isGreaterThan(16_384);
    assertThat(fleet.replicasPerInstance()).isEqualTo(1);
    assertThat(fleet.startup().provision()).isEqualTo(TimeSpan.valueOf("2m"));
    assertThat(fleet.startup().engineStart()).isEqualTo(TimeSpan.valueOf("39s"));
    assertThat(fleet.spec().purchase()).isEqualTo(PurchaseOption.RESERVED_1YR);
    assertThat(fleet.spec().loadBalancer()).isEqualTo(LoadBalancing.ROUND_ROBIN);
  }

  @Test
  void theScheduleIsBound() {
    ScheduleSpec schedule = spec.strategy("self-hosted").orElseThrow().vllm().schedule();

    assertThat(schedule.days().days())
        .containsExactly(
            DayOfWeek.MONDAY,
            DayOfWeek.TUESDAY,
            DayOfWeek.WEDNESDAY,
            DayOfWeek.THURSDAY,
            DayOfWeek.FRIDAY);
    assertThat(schedule.hours()).isEqualTo(new HourRange(LocalTime.of(8, 0), LocalTime.of(18, 0)));
    assertThat(schedule.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(schedule.closed()).isEqualTo(ScheduleSpec.WhenClosed.QUEUE);
  }

  @Test
  void rateLimitsAreATierNoneOrATierWithChanges() {
    HostedStrategy tier = (HostedStrategy) experiment.strategies().get(0);
    HostedStrategy unlimited = (HostedStrategy) experiment.strategies().get(1);
    HostedStrategy own = (HostedStrategy) experiment.strategies().get(2);

    assertThat(tier.limits()).isEqualTo(new HostedLimits(500, 200_000, 0, 0, 10_000, false));
    assertThat(unlimited.limits()).isEqualTo(HostedLimits.NONE);
    assertThat(own.limits()).isEqualTo(new HostedLimits(1_000, 200_000, 0, 0, 10_000, true));
    assertThat(tier.retry().maxRetries()).isEqualTo(5);
    assertThat(tier.retry().timeoutNanos()).isEqualTo(60_000_000_000L);
    assertThat(tier.retry().capNanos()).isEqualTo(8_000_000_000L);
  }

  @Test
  void theHybridCopiesBothSides() {
    HybridStrategy hybrid = (HybridStrategy) experiment.strategies().get(4);
    List<RouteSpec> route = hybrid.spec().route();

    assertThat(hybrid.fleet().name()).isEqualTo("self-hosted");
    assertThat(hybrid.hosted().name()).isEqualTo("hosted");
    assertThat(route.get(0).when().queueDepth()).isEqualTo(16);
    assertThat(route.get(1).when().isNoReplica()).isTrue();
    assertThat(route.get(2).hours().to()).isEqualTo(LocalTime.of(4, 0));
    assertThat(route.get(2).days().days()).containsExactly(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    assertThat(route.get(2).to()).isEqualTo(RouteSpec.Target.PRIMARY);
  }

  /** 4,096 tokens to a reservation: as many blocks of that length as the memory holds. */
  @Test
  void batchingAndKvAllocationChangeTheEnginesLimits() {
    FleetStrategy batches = (FleetStrategy) experiment.strategies().get(5);
    assertThat(batches.spec().batching()).isEqualTo(BatchingPolicy.STATIC_GROUPED);
    assertThat(batches.spec().batchTimeout()).isEqualTo(TimeSpan.valueOf("50ms"));
    assertThat(batches.spec().kvAllocation()).isEqualTo(KvAllocation.CONTIGUOUS);
    assertThat(batches.engine().blockSize()).isEqualTo(4096);
    assertThat(batches.engine().usableBlocks())
        .isEqualTo((batches.kv().numBlocks() - 1) * batches.kv().blockSize() / 4096)
        .isPositive();
    assertThat(batches.engine().asyncScheduling()).isFalse();
  }

  @Test
  void costsAndClaimsAreBound() {
    assertThat(spec.costs().engineering().hourlyUsd()).isEqualByComparingTo("150");
    assertThat(spec.costs().monthly().get(0).usd()).isEqualTo(new BigDecimal("16.50"));
    assertThat(spec.costs().monthly().get(0).appliesTo("hosted")).isFalse();
    assertThat(spec.costs().monthly().get(1).appliesTo("hosted")).isTrue();
    ClaimSpec claim = spec.claims().get(0);
    assertThat(claim.expect().value()).isEqualByComparingTo("5000");
    assertThat(claim.within().value()).isEqualTo(0.2);
    assertThat(claim.verdict()).isEqualTo(ClaimSpec.Verdict.UNDECIDED);
    assertThat(claim.over()).hasToString("strategies.hosted.cost.monthly_usd");
    assertThat(claim.value().segments())
        .containsExactly(
            "strategies",
            "self-hosted",
            "cost",
            "lines",
            "GPU reserved_1yr aws/g5.12xlarge",
            "usd");
  }

  @Test
  void absentKeysTakeTheirDefaults() {
    YamlDocument document =
        StrictYaml.parse(
            """
            name: small
            traffic: {rate: 1/s, prompt: 512, output: 2k}
            strategies: [{name: api, hosted: {model: openai/gpt-4o}}]
            """,
            "small.yaml");

    ExperimentSpec small = document.bind(ExperimentSpec.class);

    assertThat(small.month()).isEqualTo(TimeSpan.valueOf("30d"));
    assertThat(small.drain()).isEqualTo(TimeSpan.valueOf("10m"));
    assertThat(small.warmup()).isEqualTo(TimeSpan.ZERO);
    assertThat(small.seed()).isEqualTo(1);
    assertThat(small.replications()).isEqualTo(1);
    assertThat(small.slo().success().value()).isEqualTo(0.99);
    assertThat(small.claims()).isEmpty();
    assertThat(small.traffic().output().mean()).isEqualTo(2000);
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }
}
