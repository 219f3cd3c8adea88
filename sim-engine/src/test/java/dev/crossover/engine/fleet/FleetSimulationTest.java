package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.HOUR;
import static dev.crossover.engine.fleet.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FleetSimulationTest {
  /** 100 prompt tokens in one step of 10 ms, then 9 decodes: 20 ms TTFT never, 10 ms and 100 ms. */
  @Test
  void oneRequestAloneTakesOneStepPerToken() {
    StrategyTally tally =
        Bench.run(
                Bench.fleet(1, Bench.TEN_MILLIS, EngineFactory.LEAP),
                null,
                List.of(),
                Bench.measure(0, 60 * SECOND, 120 * SECOND),
                ScriptedArrivals.every(10, 1, 100, 10))
            .tally();
    assertThat(tally.latencies.of(LatencyMetric.TTFT).maxSeconds()).isEqualTo(0.010);
    assertThat(tally.latencies.of(LatencyMetric.E2E).maxSeconds()).isEqualTo(0.100);
    assertThat(tally.latencies.of(LatencyMetric.ITL).count()).isEqualTo(9);
    assertThat(tally.latencies.of(LatencyMetric.ITL).meanSeconds()).isEqualTo(0.010);
    assertThat(tally.latencies.of(LatencyMetric.TPOT).meanSeconds()).isEqualTo(0.010);
    assertThat(tally.latencies.of(LatencyMetric.QUEUE).maxSeconds()).isZero();
    assertThat(tally.usage.steps).isEqualTo(10);
    assertThat(tally.usage.busyPicos.value()).isEqualTo(0.1e12);
    assertThat(tally.tokens.prompt).isEqualTo(100);
    assertThat(tally.tokens.output).isEqualTo(10);
  }

  @Test
  void warmUpAndDrainAreNeitherMeasuredNorBilled() {
    Outcome outcome =
        Bench.run(
            Bench.fleet(3, Bench.TEN_MILLIS, EngineFactory.LEAP),
            null,
            List.of(),
            Bench.measure(HOUR, 3 * HOUR, 4 * HOUR),
            ScriptedArrivals.every(60, 240, 100, 10));
    assertThat(outcome.tally().counts.arrived()).isEqualTo(120);
    assertThat(outcome.tally().counts.of(Fate.COMPLETED)).isEqualTo(120);
    assertThat(outcome.ledger().instances()).hasSize(1);
    assertThat(outcome.ledger().instances().get(0).instanceNanos()).isEqualTo(2 * 2 * HOUR);
    assertThat(outcome.tally().replicas.readyNanos).isEqualTo(3 * 2 * HOUR);
    assertThat(outcome.tally().usage.steps).isEqualTo(1_200);
  }

  @Test
  void theEnginesAgreeOnWholeFleets() {
    String leap = fingerprint(EngineFactory.LEAP);
    assertThat(fingerprint(EngineFactory.STEP)).isEqualTo(leap);
    assertThat(fingerprint(EngineFactory.REFERENCE)).isEqualTo(leap);
  }

  private static String fingerprint(EngineFactory engine) {
    double[][] script = new double[600][];
    java.util.SplittableRandom random = new java.util.SplittableRandom(5);
    double t = 0;
    for (int i = 0; i < script.length; i++) {
      t += random.nextInt(4) == 0 ? 0 : random.nextDouble() * 0.6;
      script[i] = new double[] {t, random.nextInt(1, 900), random.nextInt(1, 200)};
    }
    StringBuilder rows = new StringBuilder();
    StrategyPlan plan = new StrategyPlan(Bench.fleet(3, Bench.GROWING, engine), null, List.of());
    StrategyTally tally =
        new FleetSimulation(
                plan,
                Bench.measure(20 * SECOND, 120 * SECOND, 400 * SECOND),
                ScriptedArrivals.of(script),
                new dev.crossover.engine.kernel.RandomStreams(1, 0),
                (r, row, fate, reason, nanos) ->
                    rows.append(r.id[row])
                        .append(' ')
                        .append(r.firstTokenNanos[row])
                        .append(' ')
                        .append(nanos)
                        .append('\n'),
                Verification.END,
                nanos -> {})
            .run()
            .tally();
    for (LatencyMetric metric : LatencyMetric.values()) {
      rows.append(metric).append(' ').append(tally.latencies.of(metric).count()).append(' ');
      rows.append(tally.latencies.of(metric).meanSeconds()).append(' ');
      rows.append(tally.latencies.of(metric).quantileSeconds(0.9)).append('\n');
    }
    tally.windows.forEach(
        w -> rows.append(w.fleet()).append(w.itlP95Seconds()).append(w.ttftP99Seconds()));
    rows.append(tally.usage.steps).append(' ').append(tally.usage.busyPicos.value()).append(' ');
    rows.append(tally.usage.runningPicos.value()).append(' ');
    rows.append(tally.usage.blockPicos.value()).append(' ').append(tally.usage.peakBlocks);
    return rows.toString();
  }

  @Test
  void aPromptThatFillsTheModelIsRejected() {
    StrategyTally tally =
        Bench.run(
                Bench.fleet(1, Bench.TEN_MILLIS, EngineFactory.LEAP),
                null,
                List.of(),
                Bench.measure(0, 60 * SECOND, 600 * SECOND),
                ScriptedArrivals.of(new double[] {0, 4_096, 5}, new double[] {0, 4_095, 5}))
            .tally();
    assertThat(tally.counts.reasons()).isEqualTo(Map.of(Reason.TOO_LONG, 1L));
    assertThat(tally.tokens.output).isEqualTo(1);
  }

  /** 4,000 + 97 tokens do not fit into 4,096, however few of them the model would produce. */
  @Test
  void aRequestThatMayOutgrowTheModelIsRejected() {
    StrategyTally tally =
        Bench.run(
                Bench.fleet(1, Bench.TEN_MILLIS, EngineFactory.LEAP),
                null,
                List.of(),
                Bench.measure(0, 60 * SECOND, 600 * SECOND),
                ScriptedArrivals.of(new double[] {0, 4_000, 5, 97}, new double[] {0, 4_000, 5, 96}))
            .tally();
    assertThat(tally.counts.reasons()).isEqualTo(Map.of(Reason.TOO_LONG, 1L));
    assertThat(tally.counts.of(Fate.COMPLETED)).isEqualTo(1);
  }

  /** The first token at 1.01 s, then one each 10 ms until the end at 5 s. */
  @ParameterizedTest
  @EnumSource(EngineFactory.class)
  void theGapsOfAnAnswerThatTheEndCutsOffAreCounted(EngineFactory engine) {
    StrategyTally tally =
        Bench.run(
                Bench.fleet(1, Bench.TEN_MILLIS, engine),
                null,
                List.of(),
                Bench.measure(0, 3 * SECOND, 5 * SECOND),
                ScriptedArrivals.of(new double[] {1, 100, 1_000}))
            .tally();
    assertThat(tally.counts.of(Fate.UNFINISHED)).isEqualTo(1);
    assertThat(tally.latencies.of(LatencyMetric.ITL).count()).isEqualTo(399);
  }

  /** 2,000 tokens, 125 blocks, before the measured span; 100 tokens, 7 blocks, within it. */
  @Test
  void thePeakOfTheCacheIsThatOfTheMeasuredSpan() {
    StrategyTally tally =
        Bench.run(
                Bench.fleet(1, Bench.TEN_MILLIS, EngineFactory.LEAP),
                null,
                List.of(),
                Bench.measure(HOUR, 2 * HOUR, 2 * HOUR),
                ScriptedArrivals.of(new double[] {0, 2_000, 1}, new double[] {5_000, 100, 1}))
            .tally();
    assertThat(tally.usage.peakBlocks).isEqualTo(7);
  }

  /** Nine requests at once on a replica of eight slots: the ninth waits, the tenth overflows. */
  @Test
  void aQueueThatIsTooDeepOverflowsToTheFallback() {
    double[][] burst = new double[12][];
    for (int i = 0; i < burst.length; i++) {
      burst[i] = new double[] {1 + i * 0.1, 10, 1_000};
    }
    StrategyTally tally =
        Bench.run(
                Bench.fleet(1, Bench.TEN_MILLIS, EngineFactory.LEAP),
                Bench.hosted(HostedLimits.NONE),
                List.of(new RouteRule(new RouteCondition.QueueDepthAtLeast(1), Backend.HOSTED)),
                Bench.measure(0, 60 * SECOND, 600 * SECOND),
                ScriptedArrivals.of(burst))
            .tally();
    assertThat(tally.routed).containsExactly(9, 3);
    assertThat(tally.byRule).containsExactly(3);
    assertThat(tally.counts.of(Fate.COMPLETED)).isEqualTo(12);
  }

  /** One request a minute is allowed; the second is tried three times within 1.5 s and lost. */
  @Test
  void withoutRetryAfterABurstBecomesFailures() {
    StrategyTally tally = burstOfTwo(false).tally();
    assertThat(tally.counts.reasons()).isEqualTo(Map.of(Reason.RETRIES_EXHAUSTED, 1L));
    assertThat(tally.throttled).isEqualTo(3);
    assertThat(tally.retries).isEqualTo(2);
  }

  @Test
  void withRetryAfterTheClientWaitsForTheBucket() {
    Outcome outcome = burstOfTwo(true);
    assertThat(outcome.tally().counts.of(Fate.COMPLETED)).isEqualTo(2);
    assertThat(outcome.tally().latencies.of(LatencyMetric.TTFT).maxSeconds()).isEqualTo(61.0);
    assertThat(outcome.ledger().hosted().get(0).outputTokens()).isEqualTo(22);
  }

  private static Outcome burstOfTwo(boolean retryAfter) {
    return Bench.run(
        null,
        Bench.hosted(new HostedLimits(1, 0, 0, 0, 0, retryAfter)),
        List.of(),
        Bench.measure(0, 60 * SECOND, 600 * SECOND),
        ScriptedArrivals.every(0, 2, 10, 11));
  }

  @Test
  void anAnswerSlowerThanTheTimeoutIsTriedAgainAndPaidFor() {
    Outcome outcome =
        Bench.run(
            null,
            Bench.hosted(HostedLimits.NONE),
            List.of(),
            Bench.measure(0, 60 * SECOND, 4_000 * SECOND),
            ScriptedArrivals.every(0, 1, 10, 6_500));
    assertThat(outcome.tally().counts.reasons()).isEqualTo(Map.of(Reason.TIMEOUT, 1L));
    assertThat(outcome.ledger().hosted().get(0).requests()).isEqualTo(3);
    assertThat(outcome.tally().tokens.wasted).isEqualTo(3 * 6_500);
  }
}
