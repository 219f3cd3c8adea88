package dev.crossover.engine.metering;

import dev.crossover.engine.request.Backend;
import dev.crossover.engine.serving.EngineUsage;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything one strategy did in one run, summed over its windows. Tallies of several replications
 * are merged by {@link #add}, in the order of the replications.
 */
public final class StrategyTally {
  public final FateCounts counts = new FateCounts();
  public final TokenTotals tokens = new TokenTotals();
  public final LatencyBook latencies = new LatencyBook();

  /** Requests sent to each {@link Backend}. */
  public final long[] routed = new long[Backend.values().length];

  /** Requests to which each routing rule applied. */
  public final long[] byRule;

  /** Completed requests that kept the plan's {@link RequestBounds}. */
  public long withinBounds;

  /** Answers 429 from the hosted API, to measured requests. */
  public long throttled;

  /** Attempts after the first, of measured requests. */
  public long retries;

  /** The engines' work within the measured span. */
  public final EngineUsage usage = new EngineUsage();

  /** Replica-seconds and counts within the measured span. */
  public final ReplicaTotals replicas = new ReplicaTotals();

  /** The windows, in order; replications one after the other. */
  public final List<WindowRow> windows = new ArrayList<>();

  /**
   * An empty tally.
   *
   * @param routes number of routing rules
   */
  public StrategyTally(int routes) {
    byRule = new long[routes];
  }

  void close(WindowRow row, LatencyBook book) {
    latencies.add(book);
    counts.add(row.counts());
    windows.add(row);
  }

  /** Adds another replication. */
  public void add(StrategyTally other) {
    counts.add(other.counts);
    tokens.add(other.tokens);
    latencies.add(other.latencies);
    for (int i = 0; i < routed.length; i++) {
      routed[i] += other.routed[i];
    }
    for (int i = 0; i < byRule.length; i++) {
      byRule[i] += other.byRule[i];
    }
    withinBounds += other.withinBounds;
    throttled += other.throttled;
    retries += other.retries;
    usage.add(other.usage);
    replicas.add(other.replicas);
    windows.addAll(other.windows);
  }
}
