package dev.crossover.engine.fleet;

import dev.crossover.engine.metering.FateCounts;
import dev.crossover.engine.metering.LatencyHistogram;
import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.serving.EngineUsage;
import java.util.Arrays;

/** Every figure of an outcome as text, exact, so that two runs can be compared. */
final class Fingerprint {
  private final StringBuilder text = new StringBuilder();

  private Fingerprint() {}

  static String of(Outcome outcome) {
    Fingerprint print = new Fingerprint();
    StrategyTally tally = outcome.tally();
    print.counts(tally.counts);
    print.latencies(tally);
    print.put(tally.tokens.prompt, tally.tokens.cachedPrompt);
    print.put(tally.tokens.output, tally.tokens.wasted);
    print.put(tally.unrouted, tally.withinBounds, tally.throttled, tally.retries);
    print.put(Arrays.toString(tally.routed), Arrays.toString(tally.byRule));
    print.usage(tally.usage);
    print.put(tally.replicas.readyNanos, tally.replicas.servingNanos, tally.replicas.instanceNanos);
    print.put(tally.replicas.fewestReady, tally.replicas.mostReady, tally.replicas.started);
    tally.windows.forEach(
        row -> {
          print.counts(row.counts());
          print.put(row.outputTokens(), row.ttftP99Seconds(), row.e2eP99Seconds());
          print.put(row.itlP95Seconds(), row.termSeconds(), row.fleet());
        });
    print.put(outcome.ledger());
    return print.text.toString();
  }

  private void counts(FateCounts counts) {
    put(counts.arrived(), counts.answeredByCache(), counts.reasons());
    for (Fate fate : Fate.values()) {
      put(fate, counts.of(fate));
    }
  }

  private void latencies(StrategyTally tally) {
    for (LatencyMetric metric : LatencyMetric.values()) {
      LatencyHistogram histogram = tally.latencies.of(metric);
      put(metric, histogram.count(), histogram.meanSeconds(), histogram.maxSeconds());
      put(histogram.quantileSeconds(0.5), histogram.quantileSeconds(0.99));
    }
  }

  private void usage(EngineUsage usage) {
    put(usage.steps, usage.preemptions, usage.tokens, usage.sampled, usage.peakBlocks);
    put(usage.prefixQueriedTokens, usage.prefixHitTokens);
    put(usage.drafts, usage.draftTokens, usage.acceptedTokens);
    put(usage.decodeContextTokens, usage.prefillPairsTwice, usage.prefillContextTokens);
    put(usage.busyPicos.exact(), usage.runningPicos.exact(), usage.blockPicos.exact());
  }

  private void put(Object... values) {
    text.append(Arrays.toString(values)).append('\n');
  }
}
