package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.metering.FateCounts;
import dev.crossover.engine.metering.FleetReading;
import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.metering.UsageLedger;
import dev.crossover.engine.metering.UsageLedger.TokenUsage;
import dev.crossover.engine.metering.WindowRow;
import dev.crossover.engine.reference.BrokenLawException;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import dev.crossover.engine.serving.EngineUsage;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each law of the books, and the one figure that was changed behind the recorder's back. */
class AuditTest {
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private static final StrategyPlan HYBRID = hybrid(Bench.SDK);

  /**
   * Fourteen requests: eight fill the replica, one waits, four overflow, of which the API throttles
   * some; one is too long for the fleet.
   */
  private static Outcome run(RequestLog log, Verification verification) {
    double[][] script = new double[14][];
    for (int i = 0; i < 13; i++) {
      script[i] = new double[] {1 + i * 0.1, 10, 300};
    }
    script[13] = new double[] {50, 5_000, 1};
    return Bench.run(
        HYBRID,
        Bench.measure(0, 60 * SECOND, 600 * SECOND),
        ScriptedArrivals.of(script),
        log,
        verification);
  }

  private static StrategyPlan hybrid(RetryPolicy retry) {
    HostedLimits limits = new HostedLimits(2, 0, 0, 0, 0, false);
    return new StrategyPlan(
        Bench.fleet(1, Bench.GROWING, EngineFactory.LEAP),
        new HostedPlan("lab/api", Bench.STEADY, limits, retry, 100_000),
        List.of(new RouteRule(new RouteCondition.QueueDepthAtLeast(1), Backend.HOSTED)));
  }

  @Test
  void honestBooksPass() {
    Audit audit = new Audit(HYBRID, RequestLog.NONE);
    Outcome outcome = run(audit, Verification.NONE);
    assertThatCode(() -> audit.checkBooks(outcome)).doesNotThrowAnyException();
    assertThat(outcome.tally().counts.of(Fate.COMPLETED)).isEqualTo(11);
    assertThat(outcome.tally().counts.reasons())
        .containsOnlyKeys(Reason.TOO_LONG, Reason.RETRIES_EXHAUSTED);
    assertThat(outcome.tally().retries).isPositive();
  }

  static Stream<Arguments> crimes() {
    return Stream.of(
        crime("in all: 15 arrived, 14 ended", tally -> tally.counts.arrive()),
        crime("in window 1: 0 arrived, 1 ended", tally -> window(tally, 1).end(Fate.COMPLETED)),
        crime("1 are FAILED, their reasons sum to", tally -> fail(window(tally, 1))),
        crime("15 arrived, 14 in windows", tally -> tally.counts.add(one(Fate.COMPLETED))),
        crime("14 arrived, 15 were routed, 4 by a rule", tally -> tally.routed[0]++),
        crime("14 arrived, 14 were routed, 15 by a rule", tally -> tally.byRule[0] = 15),
        crime("12 kept their bounds, 11 completed", tally -> tally.withinBounds = 12),
        crime("requests UNFINISHED: 1 are booked, 0 ended", AuditTest::bookAnother),
        crime("prompt tokens: ", tally -> tally.tokens.prompt--),
        crime("cached prompt tokens: 1 are", tally -> tally.tokens.cachedPrompt++),
        crime("output tokens: ", tally -> tally.tokens.output++),
        crime("TTFT: 12 are booked, 11 ended", tally -> record(tally, LatencyMetric.TTFT)),
        crime("TPOT: 12 are booked, 11 ended", tally -> record(tally, LatencyMetric.TPOT)),
        crime("E2E: 12 are booked, 11 ended", tally -> record(tally, LatencyMetric.E2E)),
        crime("QUEUE: 10 are booked, 9 ended", tally -> record(tally, LatencyMetric.QUEUE)),
        crime(
            "replicas each, which serve",
            tally -> tally.replicas.servingNanos = tally.replicas.servingNanos.multiply(THREE)),
        crime(
            "replicas each, which serve",
            tally -> tally.replicas.instanceNanos = tally.replicas.instanceNanos.divide(THREE)),
        crime("ns of it ready", tally -> tally.replicas.addReady(BigInteger.ONE)),
        crime("steps took", tally -> tally.usage.busyPicos.add(1_000, 60 * SECOND)),
        crime("ps of requests in", tally -> tally.usage.runningPicos.add(8_000, 60 * SECOND)),
        crime("ps of blocks in", tally -> tally.usage.blockPicos.add(2_000_000, 60 * SECOND)),
        crime("2000 blocks were in use", tally -> tally.usage.peakBlocks = 2_000),
        crime("and sampled", tally -> tally.usage.sampled = tally.usage.tokens + 1),
        crime("steps computed", tally -> tally.usage.steps = tally.usage.tokens + 1),
        crime("tokens were cached", tally -> hit(tally.usage, 11, 10)),
        crime("of 4 drafts accepted", tally -> draft(tally.usage, 5, 4)),
        crime("drafts accepted", tally -> draft(tally.usage, 1, tally.usage.sampled + 1)));
  }

  @ParameterizedTest
  @MethodSource("crimes")
  void aFigureThatWasChangedIsFound(String message, Consumer<StrategyTally> crime) {
    Audit audit = new Audit(HYBRID, RequestLog.NONE);
    Outcome outcome = run(audit, Verification.NONE);
    crime.accept(outcome.tally());
    assertThatThrownBy(() -> audit.checkBooks(outcome))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining(message);
  }

  /** 11 answers of 300 tokens have 11 x 299 gaps. */
  @Test
  void aGapTooManyIsFound() {
    Audit audit = new Audit(HYBRID, RequestLog.NONE);
    Outcome outcome = run(audit, Verification.NONE);
    record(outcome.tally(), LatencyMetric.ITL);
    // With a failed request among the arrivals there may be gaps of no answer.
    assertThatCode(() -> audit.checkBooks(outcome)).doesNotThrowAnyException();
    outcome.tally().latencies.of(LatencyMetric.ITL).clear();
    assertThatThrownBy(() -> audit.checkBooks(outcome))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining("ITL: 0 are booked, answers have 3289");
  }

  @Test
  void aBillThatLeavesAnswersOutIsFound() {
    Audit audit = new Audit(HYBRID, RequestLog.NONE);
    Outcome outcome = run(audit, Verification.NONE);
    TokenUsage less = new TokenUsage("lab/api", 2, 20, 0, 599);
    UsageLedger ledger = new UsageLedger(outcome.ledger().instances(), List.of(less));
    assertThatThrownBy(() -> audit.checkBooks(new Outcome(outcome.tally(), ledger)))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining(
            "the API bills 2 attempts with 599 output tokens for 2 answers with 600");
  }

  @Test
  void aRetryTooManyIsFound() {
    Audit audit = new Audit(hybrid(new RetryPolicy(1, 1, 1, 0, 0, 600 * SECOND)), RequestLog.NONE);
    Outcome outcome = run(audit, Verification.NONE);
    assertThatThrownBy(() -> audit.checkBooks(outcome))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining("3 attempts were made, 2 allowed");
  }

  @Test
  void tokensThatNoEngineSampledAreFound() {
    Audit audit = new Audit(HYBRID, RequestLog.NONE);
    run(audit, Verification.NONE);
    EngineUsage lifetime = new EngineUsage();
    lifetime.tokens = 10_000;
    lifetime.sampled = 9 * 300;
    assertThatCode(() -> audit.checkLifetime(lifetime)).doesNotThrowAnyException();
    lifetime.sampled--;
    assertThatThrownBy(() -> audit.checkLifetime(lifetime))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining("the engines sampled 2699 tokens, their answers have 2700");
  }

  /** The recorder's window says CLOSED where the request ended as TOO_LONG. */
  @Test
  void aReasonThatWasSwappedIsFound() {
    Audit audit = new Audit(HYBRID, RequestLog.NONE);
    LiveRequests requests = new LiveRequests();
    int row = requests.take(new Arrival(), 0);
    audit.ended(requests, row, Fate.REJECTED, Reason.TOO_LONG, 0);
    StrategyTally tally = new StrategyTally(0);
    FateCounts counts = new FateCounts();
    counts.arrive();
    counts.end(Reason.CLOSED);
    tally.counts.add(counts);
    tally.windows.add(new WindowRow(0, 1, counts, 0, 0, 0, 0, List.of(), FleetReading.NONE));
    tally.routed[0] = 1;
    Outcome outcome = new Outcome(tally, new UsageLedger(List.of(), List.of()));
    assertThatThrownBy(() -> audit.checkBooks(outcome))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining("reasons: {CLOSED=1} are booked, {TOO_LONG=1} ended");
  }

  /** A log that loses a request in the fleet, or moves one, while the run is under way. */
  @Test
  void aRunIsAuditedUnlessNobodyAsks() {
    RequestLog phantom =
        (requests, row, fate, reason, nanos) ->
            requests.backend[requests.take(new Arrival(), -1)] = (byte) Backend.FLEET.ordinal();
    assertThatThrownBy(() -> run(phantom, Verification.END))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining("14 requests are with the fleet, it has 0");
    assertThatCode(() -> run(phantom, Verification.NONE)).doesNotThrowAnyException();
    RequestLog mover =
        (requests, row, fate, reason, nanos) ->
            requests.backend[0] = (byte) Backend.HOSTED.ordinal();
    assertThatThrownBy(() -> run(mover, Verification.END))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining("QUEUE: 9 are booked, 8 ended");
    assertThatCode(() -> run(mover, Verification.NONE)).doesNotThrowAnyException();
  }

  private static void hit(EngineUsage usage, long hits, long queried) {
    usage.prefixHitTokens = hits;
    usage.prefixQueriedTokens = queried;
  }

  private static void draft(EngineUsage usage, long accepted, long drafts) {
    usage.acceptedTokens = accepted;
    usage.draftTokens = drafts;
  }

  private static Arguments crime(String message, Consumer<StrategyTally> crime) {
    return Arguments.of(message, crime);
  }

  private static FateCounts window(StrategyTally tally, int window) {
    return tally.windows.get(window).counts();
  }

  private static FateCounts one(Fate fate) {
    FateCounts counts = new FateCounts();
    counts.arrive();
    counts.end(fate);
    return counts;
  }

  private static void fail(FateCounts counts) {
    counts.add(one(Fate.FAILED));
  }

  private static void bookAnother(StrategyTally tally) {
    tally.counts.add(one(Fate.UNFINISHED));
    window(tally, 0).add(one(Fate.UNFINISHED));
    tally.routed[0]++;
  }

  private static void record(StrategyTally tally, LatencyMetric metric) {
    tally.latencies.of(metric).recordNanos(1);
  }
}
