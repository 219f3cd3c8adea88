package dev.crossover.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.fleet.EngineFactory;
import dev.crossover.engine.fleet.Verification;
import dev.crossover.experiments.plan.ExperimentPlan;
import dev.crossover.experiments.spec.Library;
import dev.crossover.experiments.spec.UserInputException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossoverTest {
  @TempDir private Path folder;

  @Test
  void everyStrategySeesTheSameRequestsAndLosesNone() throws Exception {
    List<StrategyResult> strategies = run(SmallExperiment.yaml("")).points().get(0).strategies();
    assertThat(strategies).extracting(StrategyResult::name).containsExactly("api", "fleet", "both");
    long arrived = strategies.get(0).requests().arrived();
    assertThat(arrived).isBetween(680L, 920L);
    for (StrategyResult strategy : strategies) {
      assertThat(strategy.requests().arrived()).isEqualTo(arrived);
      assertThat(strategy.requests().completed()).isEqualTo(arrived);
      assertThat(strategy.tokens().prompt()).isEqualTo(200 * arrived);
      assertThat(strategy.tokens().output()).isEqualTo(50 * arrived);
      assertThat(strategy.perReplication()).hasSize(2);
      assertThat(strategy.ci95()).containsKeys("cost.monthly_usd", "ttft_s.p99");
    }
  }

  @Test
  void quantitiesThatDoNotExistAreNull() throws Exception {
    List<StrategyResult> strategies = run(SmallExperiment.yaml("")).points().get(0).strategies();
    StrategyResult api = strategies.get(0);
    assertThat(api.utilization()).isNull();
    assertThat(api.queueS()).isNull();
    assertThat(api.replicas()).isNull();
    assertThat(api.routes()).isNull();
    assertThat(api.hosted()).isNotNull();
    StrategyResult fleet = strategies.get(1);
    assertThat(fleet.hosted()).isNull();
    assertThat(fleet.queueS()).isNotNull();
    assertThat(fleet.utilization()).isNotNull();
    RouteCounts routes = strategies.get(2).routes();
    assertThat(routes).isNotNull();
    assertThat(routes.primary() + routes.fallback())
        .isEqualTo(strategies.get(2).requests().arrived());
    assertThat(routes.byRule()).containsEntry("queue_depth >= 1", routes.fallback());
    assertThat(routes.fallback()).isPositive();
  }

  @Test
  void rulesOfTheSameWordsAreCountedApart() throws Exception {
    ExperimentPlan plan =
        SmallExperiment.load(
            folder,
            SmallExperiment.yaml(""),
            "strategies.both.hybrid.route=[{hours: \"00:00-01:00\", timezone: Asia/Tokyo,"
                + " to: fallback}, {hours: \"00:00-01:00\", to: fallback}]");
    RouteCounts routes =
        SmallExperiment.crossover()
            .run(plan, options(2, EngineFactory.LEAP))
            .results()
            .points()
            .get(0)
            .strategies()
            .get(2)
            .routes();
    assertThat(routes).isNotNull();
    assertThat(routes.byRule())
        .containsExactly(
            Map.entry("hours 00:00-01:00", 0L),
            Map.entry("hours 00:00-01:00 (rule 2)", routes.fallback()));
  }

  /** One g5.xlarge at 1.006 USD for 720 h; tokens of 20 minutes count 2,160-fold. */
  @Test
  void theBillIsOfAMonth() throws Exception {
    Results results = run(SmallExperiment.yaml(""));
    List<StrategyResult> strategies = results.points().get(0).strategies();
    CostLine gpu = strategies.get(1).cost().lines().get(0);
    assertThat(gpu.item()).isEqualTo("GPU on_demand aws/g5.xlarge");
    assertThat(gpu.quantity()).isEqualByComparingTo("720");
    assertThat(gpu.usd()).isEqualByComparingTo("724.32");
    CostResult api = strategies.get(0).cost();
    long prompt = strategies.get(0).tokens().prompt();
    assertThat(api.lines().get(0).quantity())
        .isEqualByComparingTo(BigDecimal.valueOf(prompt * 2_160L / 2, 6));
  }

  @Test
  void theThreadsAndTheEngineChangeNothing() throws Exception {
    ExperimentPlan plan = SmallExperiment.load(folder, SmallExperiment.yaml(""));
    Crossover crossover = SmallExperiment.crossover();
    RunOutcome expected = crossover.run(plan, options(1, EngineFactory.LEAP));
    assertThat(crossover.run(plan, options(3, EngineFactory.LEAP))).isEqualTo(expected);
    assertThat(crossover.run(plan, options(2, EngineFactory.STEP))).isEqualTo(expected);
    assertThat(crossover.run(plan, options(2, EngineFactory.REFERENCE))).isEqualTo(expected);
  }

  @Test
  void twoRunsInOneProcessDoNotMeet() throws Exception {
    Results alone = run(SmallExperiment.yaml(""));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
      Future<Results> left = threads.submit(() -> run(folder, SmallExperiment.yaml("")));
      Future<Results> right = threads.submit(() -> run(elsewhere, SmallExperiment.yaml("")));
      assertThat(left.get()).isEqualTo(alone);
      assertThat(right.get()).isEqualTo(alone);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void thePackedCatalogueSaysTheSameAsTheFolders() throws Exception {
    Path file = SmallExperiment.write(folder, SmallExperiment.yaml(""));
    Crossover packed = Crossover.of(Library.packed(List.of()));
    Results results =
        packed.run(packed.load(file, List.of()), options(2, EngineFactory.LEAP)).results();
    assertThat(results).isEqualTo(run(SmallExperiment.yaml("")));
  }

  @Test
  void timesAreToldFromTheStartOfTheMeasuredSpan() throws Exception {
    ExperimentPlan plan =
        SmallExperiment.load(folder, SmallExperiment.yaml("warmup: 10m\n"), "traffic.rate=6/h");
    RunOutcome outcome = SmallExperiment.crossover().run(plan, options(2, EngineFactory.LEAP));
    List<TimelineRow> rows =
        outcome.timeline().stream().filter(row -> row.strategy().equals("api")).toList();
    assertThat(rows.get(0).tStartS()).isZero();
    assertThat(rows.get(rows.size() - 1).tEndS()).isEqualTo(1_200);
  }

  @Test
  void anotherSeedGivesAnotherRun() throws Exception {
    assertThat(run(SmallExperiment.yaml("seed: 2\n")).points())
        .isNotEqualTo(run(SmallExperiment.yaml("")).points());
  }

  @Test
  void pointsOfASweepComeInOrderAndKnownOnesAreNotRunAgain() throws Exception {
    ExperimentPlan plan =
        SmallExperiment.load(folder, SmallExperiment.yaml(""), "traffic.rate=600/h,1200/h,2400/h");
    Map<Integer, PointOutcome> finished = new HashMap<>();
    Crossover crossover = SmallExperiment.crossover();
    RunOutcome full = crossover.run(plan, watched(finished, Map.of()));
    assertThat(full.results().points())
        .extracting(point -> point.parameters().get("traffic.rate"))
        .containsExactly("600/h", "1200/h", "2400/h");
    assertThat(finished).containsOnlyKeys(1, 2, 3);
    Map<Integer, PointOutcome> again = new HashMap<>();
    RunOutcome resumed =
        crossover.run(plan, watched(again, Map.of(1, finished.get(1), 2, finished.get(2))));
    assertThat(again).containsOnlyKeys(3);
    assertThat(resumed).isEqualTo(full);
  }

  /**
   * Prompts of 1,000 shared and 200 private tokens, blocks of 16: 62 of 75 blocks can be found
   * again, 992 of 1,200 tokens, by all but the first of each of ten groups.
   */
  @Test
  void aSharedPrefixIsFoundInTheCacheAndCounted() throws Exception {
    String plain = SmallExperiment.yaml("");
    for (String prefix :
        List.of("{tokens: 1000, groups: 10}", "[{tokens: 1k, weight: 2}, {tokens: 1k}]")) {
      StrategyResult fleet =
          fleet(plain.replace("prompt: 200", "prefix: " + prefix + ", prompt: 200"));
      assertThat(fleet.prefixCacheHitRate()).isBetween(0.75, 992 / 1200.0);
      assertThat(fleet.tokens().cachedPrompt())
          .isBetween(fleet.tokens().prompt() * 3 / 4, fleet.tokens().prompt() * 992 / 1200);
      assertThat(fleet.specDecode()).isNull();
    }
    assertThat(fleet(plain).prefixCacheHitRate()).isZero();
    String off = plain.replace("max_num_seqs: 8", "max_num_seqs: 8, enable_prefix_caching: false");
    assertThat(fleet(off).prefixCacheHitRate()).isNull();
    assertThat(fleet(off).tokens().cachedPrompt()).isNull();
  }

  /** Three drafts, each accepted with chance 0.5: 0.5 + 0.25 + 0.125 of three, 0.875 per step. */
  @Test
  void acceptedDraftsAreCountedAsVllmCountsThem() throws Exception {
    String drafts =
        "max_num_seqs: 8, speculative_config:"
            + " {method: ngram, num_speculative_tokens: 3, acceptance_rate: 0.5}";
    SpecDecode found =
        fleet(SmallExperiment.yaml("").replace("max_num_seqs: 8", drafts)).specDecode();
    assertThat(found.draftTokens()).isBetween(found.numDrafts() * 5 / 2, found.numDrafts() * 3);
    assertThat(found.acceptanceLength()).isCloseTo(1.875, within(0.05));
    assertThat(found.acceptanceRate())
        .isEqualTo((double) found.acceptedTokens() / found.draftTokens());
  }

  /** Two ranks serve as two replicas would, and the GPUs of both are counted. */
  @Test
  void ranksAreEnginesOfTheirOwn() throws Exception {
    String two =
        SmallExperiment.yaml("")
            .replace("g5.xlarge", "g5.12xlarge")
            .replace("replicas: 1", "replicas: 2\n      replicas_per_instance: 2");
    String ranks =
        SmallExperiment.yaml("")
            .replace("g5.xlarge", "g5.12xlarge")
            .replace("replicas: 1", "replicas: 1\n      replicas_per_instance: 1")
            .replace("max_num_seqs: 8", "max_num_seqs: 8, data_parallel_size: 2");
    StrategyResult replicated = fleet(two);
    StrategyResult ranked = fleet(ranks);
    assertThat(ranked.replicas().max()).isEqualTo(1);
    assertThat(ranked.cost().monthlyUsd()).isEqualTo(replicated.cost().monthlyUsd());
    assertThat(ranked.utilization().busy())
        .isCloseTo(replicated.utilization().busy(), withinPercentage(10));
    assertThat(ranked.utilization().mfu())
        .isCloseTo(replicated.utilization().mfu(), withinPercentage(10));
    assertThat(ranked.utilization().kvCacheMean())
        .isCloseTo(replicated.utilization().kvCacheMean(), withinPercentage(10));
    assertThat(ranked.e2eS().mean()).isCloseTo(replicated.e2eS().mean(), withinPercentage(10));
  }

  private StrategyResult fleet(String yaml) throws Exception {
    return run(yaml).points().get(0).strategies().get(1);
  }

  @Test
  void claimsAreJudgedByTheirPoints() throws Exception {
    String claims =
        """
        sweep: {strategies.fleet.vllm.replicas: [1, 2]}
        claims:
          - {id: two, says: two boxes cost 1448.64, at: {strategies.fleet.vllm.replicas: 2},
             value: strategies.fleet.cost.monthly_usd, expect: 1448.64, within: 0.1%}
          - {id: always, says: it always costs 1448.64,
             value: strategies.fleet.cost.monthly_usd, expect: 1448.64, within: 0.1%}
          - {id: cached, says: the cache hits, value: strategies.api.prefix_cache_hit_rate,
             expect: 0.5, within: 10%}
        """;
    List<ClaimResult> judged = run(SmallExperiment.yaml(claims)).claims();
    assertThat(judged)
        .extracting(ClaimResult::verdict)
        .containsExactly(Verdict.HOLDS, Verdict.FAILS, Verdict.UNDECIDED);
    assertThat(judged).extracting(ClaimResult::surprises).containsExactly(false, true, false);
    assertThat(judged.get(1).found()).isEqualTo(724.32);
  }

  /** Every request has 50 output tokens; the ratio of a value to itself has no spread. */
  @Test
  void aClaimMayDivideOneValueByAnother() throws Exception {
    String claims =
        """
        claims:
          - {id: tokens, says: 50 tokens a request, value: strategies.fleet.throughput.output_tokens_per_s,
             over: strategies.api.throughput.requests_per_s, expect: 50, within: 0.1%}
          - {id: itself, says: both see the same, value: strategies.both.requests.arrived,
             over: strategies.fleet.requests.arrived, expect: 1.1, within: 0.1%}
          - {id: nothing, says: nothing is preempted, value: strategies.fleet.steps,
             over: strategies.fleet.preemptions, expect: 1, within: 1%}
        """;
    List<ClaimResult> judged = run(SmallExperiment.yaml(claims)).claims();
    assertThat(judged)
        .extracting(ClaimResult::verdict)
        .containsExactly(Verdict.HOLDS, Verdict.FAILS, Verdict.UNDECIDED);
    assertThat(judged.get(1).found()).isEqualTo(1.0);
    assertThat(judged.get(1).foundCi95()).isEqualTo(new Interval(1, 1));
    assertThat(judged.get(2).found()).isNull();
  }

  @Test
  void aDivisorThatLeadsNowhereIsToldWithItsPlace() {
    String claims =
        """
        claims:
          - {id: x, says: y, value: strategies.fleet.steps, expect: 1, within: 1%,
             over: strategies.fleet.stops}
        """;
    assertThatThrownBy(() -> run(SmallExperiment.yaml(claims)))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("claims.x.over: leads nowhere")
        .hasMessageContaining("Maybe steps?");
  }

  /** Each request alone or in company, every batching with either memory serves them all. */
  @Test
  void everyWayToBatchServesEveryRequestAndTakesItsTime() throws Exception {
    String batch = "strategies.fleet.vllm.batching=static,static_grouped,continuous";
    String memory = "strategies.fleet.vllm.kv_allocation=paged,contiguous";
    ExperimentPlan plan = SmallExperiment.load(folder, SmallExperiment.yaml(""), batch, memory);
    List<PointResult> points =
        SmallExperiment.crossover().run(plan, options(2, EngineFactory.LEAP)).results().points();
    assertThat(points).hasSize(6);
    StrategyResult vllm = points.get(4).strategies().get(1);
    for (PointResult point : points) {
      StrategyResult fleet = point.strategies().get(1);
      assertThat(fleet.requests()).isEqualTo(vllm.requests());
      assertThat(fleet.tokens().prompt()).isEqualTo(vllm.tokens().prompt());
      assertThat(fleet.tokens().output()).isEqualTo(vllm.tokens().output());
      assertThat(fleet.preemptions()).isZero();
      assertThat(fleet.ttftS().mean()).isGreaterThanOrEqualTo(vllm.ttftS().mean());
    }
    assertThat(points.get(0).strategies().get(1).ttftS().mean())
        .isGreaterThan(2 * vllm.ttftS().mean());
    assertThat(points.get(5).strategies().get(1).utilization().kvCacheMean())
        .isGreaterThan(5 * vllm.utilization().kvCacheMean());
  }

  @Test
  void aTraceThatCannotBeReadIsToldWhereItIsNamed() throws Exception {
    String yaml = SmallExperiment.yaml("").replaceFirst("\\{rate.*", "{replay: {file: traces}}");
    Path traces = Files.createDirectory(folder.resolve("traces"));
    assertThatThrownBy(() -> SmallExperiment.load(folder, yaml))
        .isInstanceOf(UserInputException.class)
        .hasMessage(
            folder.resolve("small.yaml")
                + ":5:26: traffic.replay.file: "
                + traces
                + ": holds no ...-trace.csv as a pool of ServeGen does. Maybe name one trace, or the pool of one model");
  }

  @Test
  void tooManyWindowsAreRefusedWhereTheyAreWritten() {
    assertThatThrownBy(
            () ->
                SmallExperiment.load(
                    folder, SmallExperiment.yaml("slo: {ttft_p99: 1s, window: 50ms}\n")))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining(
            "small.yaml:20:29: slo.window: cuts the horizon into too many windows");
  }

  private static RunOptions watched(
      Map<Integer, PointOutcome> finished, Map<Integer, PointOutcome> known) {
    RunWatcher watcher =
        new RunWatcher() {
          @Override
          public Optional<PointOutcome> known(int point) {
            return Optional.ofNullable(known.get(point));
          }

          @Override
          public void finished(int point, PointOutcome outcome) {
            finished.put(point, outcome);
          }
        };
    return new RunOptions(2, EngineFactory.LEAP, Verification.END, "test", watcher);
  }

  private static RunOptions options(int threads, EngineFactory engine) {
    return new RunOptions(threads, engine, Verification.END, "test", RunWatcher.NONE);
  }

  private Results run(String yaml) throws InterruptedException {
    return run(folder, yaml);
  }

  private static Results run(Path folder, String yaml) throws InterruptedException {
    ExperimentPlan plan = SmallExperiment.load(folder, yaml);
    return SmallExperiment.crossover().run(plan, options(2, EngineFactory.LEAP)).results();
  }
}
