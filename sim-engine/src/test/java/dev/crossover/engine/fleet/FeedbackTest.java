package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.fleet.FollowingArrivals.Ask;
import dev.crossover.engine.fleet.FollowingArrivals.Rule;
import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.MeasurementPlan;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.request.Fate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that wait for the ends of others. Steps take 10 ms. */
class FeedbackTest {
  private static final MeasurementPlan MINUTE = Bench.measure(0, 60 * SECOND, 120 * SECOND);
  private static final Rule NOTHING = (id, nanos, fate, tokens) -> null;

  private final Journal journal = new Journal();

  private StrategyTally run(StrategyPlan strategy, MeasurementPlan plan, FollowingArrivals stream) {
    return Bench.run(strategy, plan, stream, journal, Verification.SHADOW).tally();
  }

  private static StrategyPlan replicas(int count, EngineFactory engine) {
    return new StrategyPlan(Bench.fleet(count, Bench.TEN_MILLIS, engine), null, List.of());
  }

  /** Ten tokens by 100 ms, a second of thought, five tokens by 1,150 ms; then nobody comes. */
  @Test
  void theSecondTurnComesAThoughtAfterTheFirst() {
    FollowingArrivals session =
        new FollowingArrivals(
            (id, nanos, fate, tokens) -> id == 1 ? null : new Ask(1, nanos + SECOND, 120, 5, 0),
            new Ask(0, 0, 100, 10, 0));
    run(replicas(1, EngineFactory.LEAP), MINUTE, session);
    assertThat(session.heard).containsExactly("0 COMPLETED 10 100.0", "1 COMPLETED 5 1150.0");
    assertThat(journal.lines).containsExactly("0 COMPLETED 100.0", "1 COMPLETED 1150.0");
  }

  /** Little's law: 2 in flight / 0.1 s each = 20 a second. */
  @ParameterizedTest
  @EnumSource(EngineFactory.class)
  void twoInFlightMakeTwoPerTimeOfOneRequest(EngineFactory engine) {
    FollowingArrivals loop =
        new FollowingArrivals(
            (id, nanos, fate, tokens) -> new Ask(id + 2, nanos, 100, 10, 0),
            new Ask(0, 0, 100, 10, 0),
            new Ask(1, 0, 100, 10, 0));
    StrategyTally tally = run(replicas(1, engine), MINUTE, loop);
    assertThat(loop.mostInFlight()).isEqualTo(2);
    assertThat(tally.counts.of(Fate.COMPLETED)).isEqualTo(1_200);
    assertThat(tally.latencies.of(LatencyMetric.E2E).maxSeconds()).isEqualTo(0.100);
    // The last of 6,000 steps ends with the minute, not within it.
    assertThat(tally.usage.steps).isEqualTo(5_999);
  }

  /** Loops of random lengths over replicas whose steps tie: leaps change nothing. */
  @Test
  void closedLoopsAreTheSameWithAndWithoutLeaps() {
    for (long seed = 1; seed <= 20; seed++) {
      String expected = loops(seed, EngineFactory.REFERENCE);
      assertThat(loops(seed, EngineFactory.LEAP)).as("seed %d", seed).isEqualTo(expected);
      assertThat(loops(seed, EngineFactory.STEP)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static String loops(long seed, EngineFactory engine) {
    SplittableRandom random = new SplittableRandom(seed);
    int users = random.nextInt(2, 12);
    Rule rule =
        (id, nanos, fate, tokens) -> {
          SplittableRandom own = new SplittableRandom(seed * 1_000_003 + id);
          long thought = own.nextInt(3) == 0 ? 0 : own.nextInt(20) * SECOND / 100;
          long patience = own.nextInt(4) == 0 ? own.nextInt(1, 20) * SECOND / 100 : 0;
          return new Ask(
              id + users, nanos + thought, own.nextInt(1, 600), own.nextInt(1, 60), patience);
        };
    Ask[] first = new Ask[users];
    for (int i = 0; i < users; i++) {
      first[i] = new Ask(i, 0, 10, 1 + i, 0);
    }
    Outcome outcome =
        Bench.run(
            new StrategyPlan(Bench.fleet(3, Bench.TEN_MILLIS, engine), null, List.of()).fleet(),
            null,
            List.of(),
            Bench.measure(SECOND, 6 * SECOND, 9 * SECOND),
            new FollowingArrivals(rule, first));
    assertThat(outcome.tally().counts.arrived()).isGreaterThan(5);
    return Fingerprint.of(outcome);
  }

  @Test
  void anEndBringsARequestBeforeTheOneThatWasNext() {
    FollowingArrivals stream =
        new FollowingArrivals(
            (id, nanos, fate, tokens) -> id == 0 ? new Ask(2, nanos + SECOND, 10, 1, 0) : null,
            new Ask(0, 0, 100, 10, 0),
            new Ask(1, 30 * SECOND, 10, 1, 0));
    run(replicas(1, EngineFactory.LEAP), MINUTE, stream);
    assertThat(journal.lines)
        .containsExactly("0 COMPLETED 100.0", "2 COMPLETED 1110.0", "1 COMPLETED 30010.0");
  }

  /** Refused within its arrival, five times at one instant; the sixth is short enough. */
  @Test
  void aRefusalIsHeardAtOnce() {
    FollowingArrivals stream =
        new FollowingArrivals(
            (id, nanos, fate, tokens) ->
                id == 5 ? null : new Ask(id + 1, nanos, id == 4 ? 10 : 9_000, 1, 0),
            new Ask(0, SECOND, 9_000, 1, 0));
    run(replicas(1, EngineFactory.LEAP), MINUTE, stream);
    assertThat(stream.heard)
        .hasSize(6)
        .startsWith("0 REJECTED 0 1000.0")
        .endsWith("5 COMPLETED 1 1010.0");
  }

  @Test
  void whoGaveUpIsHeardWhenHeDoesAndHasNoAnswer() {
    FollowingArrivals stream =
        new FollowingArrivals(
            (id, nanos, fate, tokens) -> id == 1 ? null : new Ask(1, nanos, 10, 2, 0),
            new Ask(0, 0, 10, 100, SECOND / 4));
    run(replicas(1, EngineFactory.LEAP), MINUTE, stream);
    // The step under way at 250 ms ends at 260 ms, when the next one can begin.
    assertThat(stream.heard).containsExactly("0 FAILED 0 250.0", "1 COMPLETED 2 280.0");
  }

  @Test
  void hostedAnswersAreHeardToo() {
    StrategyPlan api =
        new StrategyPlan(null, Bench.hosted(new HostedLimits(0, 0, 0, 0, 0, false)), List.of());
    FollowingArrivals stream =
        new FollowingArrivals(
            (id, nanos, fate, tokens) -> id == 2 ? null : new Ask(id + 1, nanos, 10, 11, 0),
            new Ask(0, 0, 10, 11, 0));
    run(api, MINUTE, stream);
    assertThat(stream.heard)
        .containsExactly("0 COMPLETED 11 2000.0", "1 COMPLETED 11 4000.0", "2 COMPLETED 11 6000.0");
  }

  /** Of the warm-up, which is not measured, the first end brings the measured request. */
  @Test
  void whatIsNotMeasuredIsHeardToo() {
    FollowingArrivals stream =
        new FollowingArrivals(
            (id, nanos, fate, tokens) -> id == 1 ? null : new Ask(1, nanos + 5 * SECOND, 10, 1, 0),
            new Ask(0, 0, 100, 10, 0));
    StrategyTally tally =
        run(replicas(1, EngineFactory.LEAP), Bench.measure(SECOND, 9 * SECOND, 9 * SECOND), stream);
    assertThat(tally.counts.arrived()).isEqualTo(1);
    assertThat(journal.lines).containsExactly("1 COMPLETED 5110.0");
  }

  @Test
  void whatIsOpenAtTheEndIsNotHeard() {
    FollowingArrivals stream = new FollowingArrivals(NOTHING, new Ask(0, 0, 100, 900, 0));
    StrategyTally tally =
        run(replicas(1, EngineFactory.LEAP), Bench.measure(0, SECOND, 2 * SECOND), stream);
    assertThat(stream.heard).isEmpty();
    assertThat(tally.counts.of(Fate.UNFINISHED)).isEqualTo(1);
  }

  /** Users go on after the measured second; once its requests have ended, the run is over. */
  @Test
  void aLoopEndsWithTheLastMeasuredRequest() {
    FollowingArrivals loop =
        new FollowingArrivals(
            (id, nanos, fate, tokens) -> new Ask(id + 1, nanos, 100, 10, 0),
            new Ask(0, 0, 100, 10, 0));
    StrategyTally tally =
        run(replicas(1, EngineFactory.LEAP), Bench.measure(0, SECOND, 3_600 * SECOND), loop);
    assertThat(tally.counts.of(Fate.COMPLETED)).isEqualTo(10);
    assertThat(loop.handedOut()).isEqualTo(10);
  }
}
