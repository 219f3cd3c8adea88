package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.metering.UsageLedger.TokenUsage;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.PlainEngine;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that give up, wherever their request then is. Steps take 10 ms. */
class GiveUpTest {
  private static final HostedLimits UNLIMITED = new HostedLimits(0, 0, 0, 0, 0, false);

  private final Journal journal = new Journal();

  /** Fields of an arrival before the client's patience. */
  private static double[] arrival(double at, int prompt, int output, double patience) {
    return new double[] {at, prompt, output, 0, 0, 0, 0, patience, 0};
  }

  private Outcome run(FleetPlan fleet, double[]... script) {
    return run(new StrategyPlan(fleet, null, List.of()), script);
  }

  private Outcome run(HostedPlan hosted, double[]... script) {
    return run(new StrategyPlan(null, hosted, List.of()), script);
  }

  private Outcome run(StrategyPlan strategy, double[]... script) {
    return Bench.run(
        strategy,
        Bench.measure(0, 60 * SECOND, 120 * SECOND),
        ScriptedArrivals.of(script),
        journal,
        Verification.SHADOW);
  }

  private static FleetPlan oneReplica(EngineFactory engine) {
    return Bench.fleet(1, Bench.TEN_MILLIS, engine);
  }

  /** Ten tokens by 100 ms, and one more of the step that ends at 110 ms. */
  @ParameterizedTest
  @EnumSource(EngineFactory.class)
  void aRequestCancelledInTheMiddleOfItsAnswerLeavesWithTheStepUnderWay(EngineFactory engine) {
    StrategyTally tally = run(oneReplica(engine), arrival(0, 100, 1_000, 0.105)).tally();
    assertThat(journal.lines).containsExactly("0 CANCELLED 105.0");
    assertThat(tally.counts.reasons()).isEqualTo(Map.of(Reason.CANCELLED, 1L));
    assertThat(tally.tokens.wasted).isEqualTo(11);
    assertThat(tally.tokens.output).isZero();
    assertThat(tally.usage.steps).isEqualTo(11);
    assertThat(tally.latencies.of(LatencyMetric.E2E).count()).isZero();
  }

  /** Seven usable blocks of 16 hold one request of 100 tokens: the second needs the first's. */
  @Test
  void theBlocksOfACancelledRequestGoToWhoWaits() {
    EngineArgs args = PlainEngine.args(8, 512, 112, 16, 8, true, true, 0);
    FleetPlan fleet = Bench.with(oneReplica(EngineFactory.LEAP), args, 1, null);
    StrategyTally tally = run(fleet, arrival(0, 100, 12, 0.055), arrival(0, 100, 2, 0)).tally();
    assertThat(journal.lines).containsExactly("0 CANCELLED 55.0", "1 COMPLETED 80.0");
    assertThat(tally.latencies.of(LatencyMetric.QUEUE).maxSeconds()).isEqualTo(0.060);
    assertThat(tally.tokens.wasted).isEqualTo(6);
  }

  /** Ten steps end at 100 ms; the other client stops waiting a nanosecond before. */
  @ParameterizedTest
  @EnumSource(EngineFactory.class)
  void anAnswerThatIsCompleteAtThatVeryInstantCounts(EngineFactory engine) {
    FleetPlan fleet = Bench.fleet(2, Bench.TEN_MILLIS, engine);
    StrategyTally tally =
        run(fleet, arrival(0, 100, 10, 0.1), arrival(0, 100, 10, 0.1 - 1e-9)).tally();
    assertThat(journal.lines).containsExactly("1 DEADLINE 99.999999", "0 COMPLETED 100.0");
    assertThat(tally.tokens.output).isEqualTo(10);
    assertThat(tally.tokens.wasted).as("its last step had begun").isEqualTo(10);
    assertThat(tally.counts.isConserved()).isTrue();
  }

  /**
   * A step of the leap ends at 50 ms, when the client gives up: the next one has been scheduled.
   */
  @ParameterizedTest
  @EnumSource(EngineFactory.class)
  void givingUpBetweenTwoStepsTakesTheSecondOneWithIt(EngineFactory engine) {
    StrategyTally tally = run(oneReplica(engine), arrival(0, 100, 90, 0.05)).tally();
    assertThat(tally.tokens.wasted).isEqualTo(6);
    assertThat(tally.usage.steps).isEqualTo(6);
  }

  @Test
  void aRequestThatWaitsInAnEngineLeavesWithoutAToken() {
    double[][] script = new double[9][];
    for (int i = 0; i < 8; i++) {
      script[i] = arrival(0, 10, 100, 0);
    }
    script[8] = arrival(0, 10, 100, 0.5);
    StrategyTally tally = run(oneReplica(EngineFactory.LEAP), script).tally();
    assertThat(journal.lines.get(0)).isEqualTo("8 CANCELLED 500.0");
    assertThat(tally.counts.of(Fate.COMPLETED)).isEqualTo(8);
    assertThat(tally.tokens.wasted).isZero();
  }

  /**
   * Closed until 10 s: the second of three gives up at the gateway, the others keep their order.
   */
  @Test
  void aRequestThatWaitsAtTheGatewayLeavesTheQueue() {
    Instant monday = Instant.parse("2026-01-05T00:00:00Z");
    WeeklyHours hours =
        new WeeklyHours(
            monday,
            ZoneOffset.UTC,
            EnumSet.of(DayOfWeek.MONDAY),
            LocalTime.ofSecondOfDay(10),
            LocalTime.ofSecondOfDay(50));
    FleetPlan fleet = Bench.withHours(oneReplica(EngineFactory.LEAP), hours, true);
    run(fleet, arrival(1, 10, 1, 0), arrival(2, 10, 1, 3), arrival(3, 10, 1, 0));
    assertThat(journal.lines)
        .containsExactly("1 DEADLINE 5000.0", "0 COMPLETED 40010.0", "2 COMPLETED 40010.0");
  }

  /** First token after 1 s, one each 0.1 s: at 1.55 s there are six. */
  @Test
  void aHostedAttemptUnderWayIsBilledForItsTokensSoFar() {
    Outcome outcome = run(Bench.hosted(UNLIMITED), arrival(0, 40, 11, 1.55));
    assertThat(journal.lines).containsExactly("0 CANCELLED 1550.0");
    assertThat(outcome.tally().tokens.wasted).isEqualTo(6);
    assertThat(outcome.ledger().hosted()).containsExactly(new TokenUsage("lab/api", 1, 40, 0, 6));
  }

  @Test
  void aHostedAttemptBeforeItsFirstTokenIsBilledForItsPrompt() {
    Outcome outcome = run(Bench.hosted(UNLIMITED), arrival(0, 40, 11, 0.999));
    assertThat(outcome.tally().tokens.wasted).isZero();
    assertThat(outcome.ledger().hosted()).containsExactly(new TokenUsage("lab/api", 1, 40, 0, 0));
  }

  @Test
  void aHostedAnswerThatIsCompleteAtThatVeryInstantCounts() {
    Outcome outcome = run(Bench.hosted(UNLIMITED), arrival(0, 40, 11, 2));
    assertThat(journal.lines).containsExactly("0 COMPLETED 2000.0");
    assertThat(outcome.tally().tokens.wasted).isZero();
  }

  /** One request a minute: the second is throttled and backs off for 375 to 500 ms. */
  @Test
  void aRequestThatBacksOffIsNotSentAgain() {
    HostedLimits limits = new HostedLimits(1, 0, 0, 0, 0, false);
    Outcome outcome = run(Bench.hosted(limits), arrival(0, 40, 11, 0), arrival(1, 40, 11, 0.3));
    assertThat(journal.lines).containsExactly("1 DEADLINE 1300.0", "0 COMPLETED 2000.0");
    assertThat(outcome.tally().throttled).isEqualTo(1);
    assertThat(outcome.tally().retries).isZero();
    assertThat(outcome.ledger().hosted()).containsExactly(new TokenUsage("lab/api", 1, 40, 0, 11));
  }

  /** 60 output tokens a minute, 50 reserved at once; given back, they admit the second request. */
  @Test
  void theReservationOfACancelledAttemptIsGivenBack() {
    HostedLimits limits = new HostedLimits(0, 0, 0, 0, 60, false);
    double[] first = {0, 40, 50, 50, 0, 0, 0, 0.5, 0};
    double[] second = {0.6, 40, 5, 50, 0, 0, 0, 0, 0};
    run(Bench.hosted(limits), first, second);
    assertThat(journal.lines).containsExactly("0 CANCELLED 500.0", "1 COMPLETED 2000.0");
  }

  @Test
  void whoHasGivenUpBeforeArrivingIsServedByNobody() {
    Outcome outcome =
        run(
            oneReplica(EngineFactory.LEAP),
            arrival(0, 10, 10, 0),
            arrival(1, 10, 10, -1),
            arrival(2, 10, 10, 0));
    assertThat(journal.lines)
        .containsExactly("0 COMPLETED 100.0", "1 DEADLINE 1000.0", "2 COMPLETED 2100.0");
    assertThat(outcome.tally().routed[Backend.FLEET.ordinal()]).isEqualTo(2);
    assertThat(outcome.tally().unrouted).isEqualTo(1);
  }

  /** A row is used again while the event of its former request would be due. */
  @Test
  void theNextRequestOfARowDoesNotInheritItsPatience() {
    run(oneReplica(EngineFactory.LEAP), arrival(0, 10, 10, 1), arrival(0.5, 10, 100, 0));
    assertThat(journal.lines).containsExactly("0 COMPLETED 100.0", "1 COMPLETED 1500.0");
  }

  /** The batch of two goes on with the other one; the slot of the first is padding. */
  @Test
  void aStaticBatchGoesOnWithoutTheCancelledRequest() {
    FleetPlan plan = oneReplica(EngineFactory.LEAP);
    Batching batching = new Batching(BatchingPolicy.STATIC, SECOND / 100);
    FleetPlan fleet =
        new FleetPlan(
            plan.args(),
            plan.time(),
            1,
            1,
            "lab/box",
            "on_demand",
            false,
            plan.balancing(),
            0,
            null,
            false,
            plan.engine(),
            1,
            null,
            batching);
    StrategyTally tally = run(fleet, arrival(0, 10, 50, 0.095), arrival(0, 10, 20, 0)).tally();
    assertThat(journal.lines).containsExactly("0 CANCELLED 95.0", "1 COMPLETED 210.0");
    assertThat(tally.tokens.wasted).isEqualTo(9);
  }

  /** Asked for 5 ms; a client of 2 ms does not wait for it. */
  @Test
  void aCacheAnswersWithoutAModel() {
    double[] cached = {1, 10, 300, 0, 0, 0, 0, 0, 1};
    double[] hasty = {2, 10, 300, 0, 0, 0, 0, 0.002, 1};
    double[] asked = {3, 10, 10, 0, 0, 0, 0, 0, 0};
    StrategyTally tally = run(oneReplica(EngineFactory.LEAP), cached, hasty, asked).tally();
    assertThat(journal.lines)
        .containsExactly("0 COMPLETED 1005.0", "1 DEADLINE 2002.0", "2 COMPLETED 3100.0");
    assertThat(tally.counts.answeredByCache()).isEqualTo(1);
    assertThat(tally.routed[Backend.FLEET.ordinal()]).isEqualTo(1);
    assertThat(tally.tokens.output).isEqualTo(10);
    assertThat(tally.latencies.of(LatencyMetric.TTFT).count()).isEqualTo(2);
    assertThat(tally.latencies.of(LatencyMetric.E2E).meanSeconds()).isEqualTo(0.0525);
    assertThat(tally.latencies.of(LatencyMetric.TPOT).count()).isEqualTo(1);
    assertThat(tally.latencies.of(LatencyMetric.ITL).count()).isEqualTo(9);
    assertThat(tally.latencies.of(LatencyMetric.QUEUE).count()).isEqualTo(1);
  }
}
