package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.HOUR;
import static dev.crossover.engine.fleet.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import dev.crossover.engine.serving.EngineArgs;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

  /** Open 08:00 to 18:00; started 30 s later; what runs at closing time is finished. */
  @Test
  void officeHoursRejectOutsideAndBillOnlyInside() {
    WeeklyHours hours = officeHours();
    Outcome outcome =
        Bench.run(
            Bench.withHours(Bench.fleet(2, Bench.TEN_MILLIS, EngineFactory.LEAP), hours, false),
            null,
            List.of(),
            Bench.measure(0, 24 * HOUR, 25 * HOUR),
            ScriptedArrivals.of(
                new double[] {7 * 3600, 10, 10},
                new double[] {8 * 3600 + 10, 10, 10},
                new double[] {18 * 3600 - 1, 10, 201},
                new double[] {18 * 3600, 10, 10}));
    StrategyTally tally = outcome.tally();
    assertThat(tally.counts.reasons()).isEqualTo(Map.of(Reason.CLOSED, 2L));
    assertThat(tally.counts.of(Fate.COMPLETED)).isEqualTo(2);
    assertThat(tally.latencies.of(LatencyMetric.TTFT).maxSeconds()).isEqualTo(20.010);
    assertThat(outcome.ledger().instances().get(0).instanceNanos())
        .isEqualTo(10 * HOUR + SECOND + SECOND / 100);
    assertThat(tally.replicas.readyNanos).isEqualTo(2 * (10 * HOUR - 30 * SECOND));
    assertThat(tally.replicas.started).isEqualTo(2);
    assertThat(tally.replicas.fewestReady).isZero();
  }

  /** The answer's end is known after 1.01 s; the step already decided by then takes 10 ms more. */
  @Test
  void anAsynchronousReplicaClosesWhenItsLastStepHasEnded() {
    FleetPlan plan = Bench.fleet(1, Bench.TEN_MILLIS, EngineFactory.LEAP);
    EngineArgs async = plan.args().toBuilder().asyncScheduling(true).build();
    Outcome outcome =
        Bench.run(
            Bench.withHours(Bench.with(plan, async, 1, null), officeHours(), false),
            null,
            List.of(),
            Bench.measure(0, 24 * HOUR, 25 * HOUR),
            ScriptedArrivals.of(new double[] {18 * 3600 - 1, 10, 201}));
    assertThat(outcome.tally().latencies.of(LatencyMetric.E2E).maxSeconds()).isEqualTo(2.01);
    assertThat(outcome.ledger().instances().get(0).instanceNanos())
        .isEqualTo(10 * HOUR + SECOND + SECOND / 50);
  }

  @Test
  void aClosedFleetMayQueueUntilItOpens() {
    StrategyTally tally =
        Bench.run(
                Bench.withHours(
                    Bench.fleet(2, Bench.TEN_MILLIS, EngineFactory.LEAP), officeHours(), true),
                null,
                List.of(),
                Bench.measure(0, 24 * HOUR, 25 * HOUR),
                ScriptedArrivals.of(new double[] {7 * 3600, 10, 1}))
            .tally();
    assertThat(tally.latencies.of(LatencyMetric.TTFT).maxSeconds()).isEqualTo(3_630.010);
  }

  @Test
  void whereNoReplicaIsReadyTheFallbackServes() {
    StrategyTally tally =
        Bench.run(
                Bench.withHours(
                    Bench.fleet(2, Bench.TEN_MILLIS, EngineFactory.LEAP), officeHours(), false),
                Bench.hosted(HostedLimits.NONE),
                List.of(new RouteRule(new RouteCondition.NoReplica(), Backend.HOSTED)),
                Bench.measure(0, 24 * HOUR, 25 * HOUR),
                ScriptedArrivals.every(1_800, 48, 10, 10))
            .tally();
    assertThat(tally.counts.of(Fate.COMPLETED)).isEqualTo(48);
    assertThat(tally.routed).containsExactly(19, 29);
  }

  /**
   * Sixteen wait for two replicas of eight slots, which start together: nobody waits for a slot.
   */
  @Test
  void theQueueOfTheNightIsSharedByAllThatOpenTogether() {
    StrategyTally tally =
        Bench.run(
                Bench.withHours(
                    Bench.fleet(2, Bench.TEN_MILLIS, EngineFactory.LEAP), officeHours(), true),
                null,
                List.of(),
                Bench.measure(0, 24 * HOUR, 25 * HOUR),
                ScriptedArrivals.every(0, 16, 10, 100))
            .tally();
    assertThat(tally.latencies.of(LatencyMetric.QUEUE).count()).isEqualTo(16);
    assertThat(tally.latencies.of(LatencyMetric.QUEUE).maxSeconds()).isZero();
    assertThat(tally.latencies.of(LatencyMetric.E2E).maxSeconds()).isEqualTo(28_831.0);
  }

  /** Open for 20 s a day with a start-up of 30 s: two days, one instance for both replicas. */
  @Test
  void aStartThatLastsPastClosingTimeIsCalledOff() {
    WeeklyHours blink = hours(LocalTime.of(8, 0), LocalTime.of(8, 0, 20));
    Outcome outcome =
        Bench.run(
            Bench.withHours(Bench.fleet(2, Bench.TEN_MILLIS, EngineFactory.LEAP), blink, false),
            null,
            List.of(),
            Bench.measure(0, 48 * HOUR, 49 * HOUR),
            ScriptedArrivals.of(
                new double[] {8 * 3600 + 10, 10, 10}, new double[] {8 * 3600 + 30, 10, 10}));
    StrategyTally tally = outcome.tally();
    assertThat(tally.counts.reasons()).isEqualTo(Map.of(Reason.CLOSED, 2L));
    assertThat(outcome.ledger().instances().get(0).instanceNanos()).isEqualTo(2 * 20 * SECOND);
    assertThat(tally.replicas.readyNanos).isZero();
    assertThat(tally.replicas.started).isEqualTo(4);
  }

  /** A thousand replicas for a year are 3.2e19 nanoseconds, more than a long holds. */
  @Test
  void aThousandReplicasAreBilledForAYear() {
    long year = 365 * 24 * HOUR;
    Outcome outcome =
        Bench.run(
            Bench.fleet(1_000, Bench.TEN_MILLIS, EngineFactory.LEAP),
            null,
            List.of(),
            Bench.measure(0, year, year),
            ScriptedArrivals.of());
    BigInteger yearNanos = BigInteger.valueOf(year);
    assertThat(outcome.ledger().instances().get(0).instanceNanos())
        .isEqualTo(yearNanos.multiply(BigInteger.valueOf(500)));
    assertThat(outcome.tally().replicas.readyNanos)
        .isEqualTo(yearNanos.multiply(BigInteger.valueOf(1_000)));
  }

  private static WeeklyHours officeHours() {
    return hours(LocalTime.of(8, 0), LocalTime.of(18, 0));
  }

  private static WeeklyHours hours(LocalTime from, LocalTime to) {
    return new WeeklyHours(
        MONDAY, ZoneOffset.UTC, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), from, to);
  }

  /** The answer of 201 tokens that begins a second before 18:00 takes 2.01 s. */
  @Test
  void aWindowInWhichReplicasOnlyDrainIsBusyWhileTheyDo() {
    StrategyTally tally =
        Bench.run(
                Bench.withHours(
                    Bench.fleet(1, Bench.TEN_MILLIS, EngineFactory.LEAP), officeHours(), false),
                null,
                List.of(),
                Bench.measure(6 * HOUR, 30 * HOUR, 31 * HOUR),
                ScriptedArrivals.of(new double[] {18 * 3600 - 1, 10, 201}))
            .tally();
    assertThat(tally.windows).hasSize(4);
    assertThat(tally.windows.get(2).startNanos()).isEqualTo(18 * HOUR);
    assertThat(tally.windows.get(2).fleet().replicasReady()).isZero();
    assertThat(tally.windows.get(2).fleet().busyShare()).isEqualTo(1.0);
    assertThat(tally.windows.get(3).fleet().busyShare()).isNaN();
    assertThat(tally.replicas.servingNanos.subtract(tally.replicas.readyNanos))
        .isEqualTo(BigInteger.valueOf(SECOND + SECOND / 100));
  }
}
