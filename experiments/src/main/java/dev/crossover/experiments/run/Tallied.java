package dev.crossover.experiments.run;

import dev.crossover.engine.metering.ClassTally;
import dev.crossover.engine.metering.FateCounts;
import dev.crossover.engine.metering.LatencyBook;
import dev.crossover.engine.metering.LatencyHistogram;
import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.TokenTotals;
import dev.crossover.engine.request.Fate;
import dev.crossover.traffic.profile.TrafficClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what was tallied, of a strategy or of one class of its traffic, as results do. */
final class Tallied {
  private Tallied() {}

  /**
   * Fates and reasons.
   *
   * @param cache whether a cache of answers stands in front
   */
  static RequestCounts requests(FateCounts counts, boolean cache) {
    Map<String, Long> reasons = new LinkedHashMap<>();
    counts.reasons().forEach((reason, count) -> reasons.put(reason.key(), count));
    return new RequestCounts(
        counts.arrived(),
        counts.of(Fate.COMPLETED),
        counts.of(Fate.REJECTED),
        counts.of(Fate.FAILED),
        counts.of(Fate.UNFINISHED),
        reasons,
        cache ? counts.answeredByCache() : null);
  }

  /**
   * Tokens by kind.
   *
   * @param prefixCache whether the fleet has one
   */
  static TokenCounts tokens(TokenTotals tokens, boolean prefixCache) {
    return new TokenCounts(
        tokens.prompt, prefixCache ? tokens.cachedPrompt : null, tokens.output, tokens.wasted);
  }

  /** One latency, or null where it was never seen. */
  static @Nullable Quantiles quantiles(LatencyBook latencies, LatencyMetric metric) {
    LatencyHistogram histogram = latencies.of(metric);
    return histogram.count() == 0
        ? null
        : new Quantiles(
            histogram.meanSeconds(),
            histogram.quantileSeconds(0.5),
            histogram.quantileSeconds(0.9),
            histogram.quantileSeconds(0.95),
            histogram.quantileSeconds(0.99),
            histogram.quantileSeconds(0.999),
            histogram.maxSeconds());
  }

  /**
   * Classes by name, in the order of the profile.
   *
   * @param tallies by class, or none where they are not told apart
   * @param cache whether a cache of answers stands in front
   * @param prefixCache whether the fleet has one
   */
  static Map<String, ClassResult> byClass(
      List<TrafficClass> classes, List<ClassTally> tallies, boolean cache, boolean prefixCache) {
    Map<String, ClassResult> results = new LinkedHashMap<>();
    for (int i = 0; i < tallies.size(); i++) {
      TrafficClass of = classes.get(i);
      results.put(of.name(), result(of, tallies.get(i), cache, prefixCache));
    }
    return results;
  }

  private static ClassResult result(
      TrafficClass of, ClassTally tally, boolean cache, boolean prefixCache) {
    return new ClassResult(
        requests(tally.counts, cache),
        tokens(tally.tokens, prefixCache),
        quantiles(tally.latencies, LatencyMetric.TTFT),
        quantiles(tally.latencies, LatencyMetric.TPOT),
        null,
        quantiles(tally.latencies, LatencyMetric.E2E),
        quantiles(tally.latencies, LatencyMetric.QUEUE),
        of.slo() == null ? null : goodput(tally));
  }

  private static @Nullable Double goodput(ClassTally tally) {
    long arrived = tally.counts.arrived();
    return arrived == 0 ? null : (double) tally.withinBounds / arrived;
  }
}
