package dev.crossover.engine.fleet;

import dev.crossover.engine.metering.FateCounts;
import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.metering.UsageLedger.TokenUsage;
import dev.crossover.engine.reference.BrokenLawException;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import dev.crossover.engine.serving.EngineUsage;
import org.jspecify.annotations.Nullable;

/**
 * The second book of a run: counts each ended request by itself and, at the end, holds against it
 * what the recorder, the engines and the meters have counted.
 */
final class Audit implements RequestLog {
  private final StrategyPlan strategy;
  private final RequestLog next;
  private final FateCounts ended = new FateCounts();
  private long promptTokens;
  private long cachedTokens;
  private long outputTokens;
  private long completedByFleet;
  private long answeredByCache;
  private long outputTokensByFleet;
  private long longAnswers;
  private int mostAttempts;

  /**
   * @param next hears of each request too
   */
  Audit(StrategyPlan strategy, RequestLog next) {
    this.strategy = strategy;
    this.next = next;
  }

  @Override
  public void ended(
      LiveRequests requests, int row, Fate fate, @Nullable Reason reason, long nanos) {
    if (reason == null) {
      ended.end(fate);
    } else {
      ended.end(reason);
    }
    mostAttempts = Math.max(mostAttempts, requests.attempts[row]);
    if (fate == Fate.COMPLETED) {
      completed(requests, row);
    }
    next.ended(requests, row, fate, reason, nanos);
  }

  private void completed(LiveRequests requests, int row) {
    if (requests.backend[row] < 0) {
      answeredByCache++;
      return;
    }
    int output = requests.outputTokens[row];
    promptTokens += requests.promptTokens[row];
    cachedTokens += requests.cachedTokens[row];
    outputTokens += output;
    longAnswers += output > 1 ? 1 : 0;
    if (requests.backend[row] == Backend.FLEET.ordinal()) {
      completedByFleet++;
      outputTokensByFleet += output;
    }
  }

  /** Before the books are closed: requests, blocks and tokens of the fleet. */
  void checkFleet(Fleet fleet, LiveRequests requests) {
    FleetLaws.check(fleet, requests);
    checkLifetime(FleetLaws.lifetimeUsage(fleet));
  }

  /** The engines' work since time 0, against the answers that measured requests got. */
  void checkLifetime(EngineUsage lifetime) {
    BookLaws.checkWork(lifetime);
    BrokenLawException.unless(
        lifetime.sampled >= outputTokensByFleet,
        "the engines sampled %d tokens, their answers have %d",
        lifetime.sampled,
        outputTokensByFleet);
  }

  /** After the books are closed. */
  void checkBooks(Outcome outcome) {
    StrategyTally tally = outcome.tally();
    BookLaws.check(tally);
    checkFates(tally.counts);
    same("requests answered by cache", tally.counts.answeredByCache(), answeredByCache);
    same("prompt tokens", tally.tokens.prompt, promptTokens);
    same("cached prompt tokens", tally.tokens.cachedPrompt, cachedTokens);
    same("output tokens", tally.tokens.output, outputTokens);
    checkLatencies(tally);
    FleetPlan fleet = strategy.fleet();
    if (fleet != null) {
      BookLaws.checkReplicas(tally, fleet);
    }
    checkHosted(outcome);
  }

  private void checkFates(FateCounts counts) {
    for (Fate fate : Fate.values()) {
      same("requests " + fate, counts.of(fate), ended.of(fate));
    }
    BrokenLawException.unless(
        counts.reasons().equals(ended.reasons()),
        "reasons: %s are booked, %s ended",
        counts.reasons(),
        ended.reasons());
  }

  private void checkLatencies(StrategyTally tally) {
    long completed = ended.of(Fate.COMPLETED);
    same("TTFT", tally.latencies.of(LatencyMetric.TTFT).count(), completed);
    same("E2E", tally.latencies.of(LatencyMetric.E2E).count(), completed);
    same("TPOT", tally.latencies.of(LatencyMetric.TPOT).count(), longAnswers);
    same("QUEUE", tally.latencies.of(LatencyMetric.QUEUE).count(), completedByFleet);
    checkGaps(tally.latencies.of(LatencyMetric.ITL).count(), completed == tally.counts.arrived());
  }

  /**
   * One gap for each token after an answer's first; accepted drafts come with one.
   *
   * @param exact whether there are no gaps of requests that did not complete
   */
  private void checkGaps(long gaps, boolean exact) {
    long due = outputTokens - (ended.of(Fate.COMPLETED) - answeredByCache);
    FleetPlan fleet = strategy.fleet();
    int drafts = fleet == null ? 0 : fleet.args().numSpeculativeTokens();
    long fewest = (due + drafts) / (1 + drafts);
    BrokenLawException.unless(
        gaps >= fewest && (!exact || gaps <= due),
        "ITL: %d are booked, answers have %d",
        gaps,
        due);
  }

  private void checkHosted(Outcome outcome) {
    HostedPlan hosted = strategy.hosted();
    if (hosted == null) {
      return;
    }
    long attempts = 0;
    long output = 0;
    for (TokenUsage usage : outcome.ledger().hosted()) {
      attempts += usage.requests();
      output += usage.outputTokens();
    }
    long completed = ended.of(Fate.COMPLETED) - completedByFleet - answeredByCache;
    long due = outputTokens - outputTokensByFleet;
    BrokenLawException.unless(
        attempts >= completed && output >= due,
        "the API bills %d attempts with %d output tokens for %d answers with %d",
        attempts,
        output,
        completed,
        due);
    int allowed = 1 + hosted.retry().maxRetries();
    BrokenLawException.unless(
        mostAttempts <= allowed, "%d attempts were made, %d allowed", mostAttempts, allowed);
  }

  private static void same(String what, long booked, long counted) {
    BrokenLawException.unless(
        booked == counted, "%s: %d are booked, %d ended", what, booked, counted);
  }
}
