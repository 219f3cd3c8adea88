package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.serving.AcceptanceRates;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.SchedulingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a request says of itself makes the difference it should, in every engine. */
class EngineFeaturesTest {
  private final List<Long> order = new ArrayList<>();

  /**
   * Prompts of 100 tokens, blocks of 16. The second has 70 tokens of the first, four whole blocks;
   * the third has them of another stream.
   */
  @ParameterizedTest
  @EnumSource(EngineFactory.class)
  void aSharedPrefixIsComputedOnce(EngineFactory engine) {
    StrategyTally tally =
        run(
            engine,
            args -> args.enablePrefixCaching(true),
            null,
            new double[] {1, 100, 10, 0, 70, 1},
            new double[] {2, 100, 10, 0, 70, 1},
            new double[] {3, 100, 10, 0, 70, 2});
    assertThat(tally.usage.prefixQueriedTokens).isEqualTo(300);
    assertThat(tally.usage.prefixHitTokens).isEqualTo(64);
    assertThat(tally.tokens.cachedPrompt).isEqualTo(64);
    assertThat(tally.tokens.prompt).isEqualTo(300);
    assertThat(tally.usage.tokens).isEqualTo(300 - 64 + 3 * 9);
  }

  /** One slot: the less important of two that wait was there first. */
  @ParameterizedTest
  @EnumSource(EngineFactory.class)
  void theMoreImportantOvertakes(EngineFactory engine) {
    double[][] script = {
      {1.0, 10, 100, 0, 0, 0, 9}, {1.1, 10, 10, 0, 0, 0, 2}, {1.2, 10, 10, 0, 0, 0, 1}
    };
    run(engine, args -> args.maxNumSeqs(1), null, script);
    assertThat(order).containsExactly(0L, 1L, 2L);
    order.clear();
    run(engine, args -> args.maxNumSeqs(1).policy(SchedulingPolicy.PRIORITY), null, script);
    assertThat(order).containsExactly(0L, 2L, 1L);
  }

  /** All drafts are accepted: after the first token, 9 more come in 3 steps. */
  @ParameterizedTest
  @EnumSource(EngineFactory.class)
  void acceptedDraftsComeTogether(EngineFactory engine) {
    StrategyTally tally =
        run(
            engine,
            args -> args.numSpeculativeTokens(2),
            AcceptanceRates.perToken(1, 2),
            new double[] {1, 100, 10});
    assertThat(tally.usage.steps).isEqualTo(4);
    assertThat(tally.usage.drafts).isEqualTo(3);
    assertThat(tally.usage.draftTokens).isEqualTo(6);
    assertThat(tally.usage.acceptedTokens).isEqualTo(6);
    assertThat(tally.latencies.of(LatencyMetric.ITL).count()).isEqualTo(3);
    assertThat(tally.latencies.of(LatencyMetric.E2E).maxSeconds()).isEqualTo(0.04);
    assertThat(tally.tokens.output).isEqualTo(10);
  }

  private StrategyTally run(
      EngineFactory engine,
      UnaryOperator<EngineArgs.Builder> change,
      @Nullable AcceptanceRates acceptance,
      double[]... script) {
    FleetPlan plan = Bench.fleet(1, Bench.TEN_MILLIS, engine);
    EngineArgs args = change.apply(plan.args().toBuilder()).build();
    RequestLog log = (requests, row, fate, reason, nanos) -> order.add(requests.id[row]);
    return Bench.run(
            new StrategyPlan(Bench.with(plan, args, 1, acceptance), null, List.of()),
            Bench.measure(0, 60 * SECOND, 60 * SECOND),
            ScriptedArrivals.of(script),
            log,
            Verification.END)
        .tally();
  }
}
