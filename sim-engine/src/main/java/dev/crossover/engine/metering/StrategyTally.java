package dev.crossover.engine.metering;

import dev.crossover.engine.request.Backend;
import dev.crossover.engine.serving.EngineUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

  /** Requests sent to nobody: a cache answers them, or their clients had given up before. */
  public long unrouted;

  /** By traffic class; empty where classes are not told apart. */
  public final List<ClassTally> classes;

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
   * @param classes number of traffic classes to tell apart
   */
  public StrategyTally(int routes, int classes) {
    byRule = new long[routes];
    this.classes = Stream.generate(ClassTally::new).limit(classes).toList();
  }

  /** An empty tally that does not tell traffic classes apart. */
  public StrategyTally(int routes) {
    this(routes, 0);
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
    unrouted += other.unrouted;
    for (int i = 0; i < classes.size(); i++) {
      classes.get(i).add(other.classes.get(i));
    }
    withinBounds += other.withinBounds;
    throttled += other.throttled;
    retries += other.retries;
    usage.add(other.usage);
    replicas.add(other.replicas);
    windows.addAll(other.windows);
  }
}
