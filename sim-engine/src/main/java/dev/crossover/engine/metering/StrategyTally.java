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
  public final FateCounts[] classes;
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

  /** Largest value of each judged term over the windows, NaN where none exists. */
  public final double[] worstTermSeconds;

  /** Smallest share of completed requests over the windows, NaN where nothing arrived. */
  public double worstSuccess = Double.NaN;

  /** The windows, in order; replications one after the other. */
  public final List<WindowRow> windows = new ArrayList<>();

  StrategyTally(int terms, int classCount, int routes) {
    classes = new FateCounts[classCount];
    for (int i = 0; i < classCount; i++) {
      classes[i] = new FateCounts();
    }
    byRule = new long[routes];
    worstTermSeconds = new double[terms];
    java.util.Arrays.fill(worstTermSeconds, Double.NaN);
  }

  /** An empty tally of the same shape. */
  public StrategyTally emptyCopy() {
    return new StrategyTally(worstTermSeconds.length, classes.length, byRule.length);
  }

  void close(WindowRow row, LatencyBook book) {
    latencies.add(book);
    counts.add(row.counts());
    windows.add(row);
    for (int i = 0; i < worstTermSeconds.length; i++) {
      worstTermSeconds[i] = larger(worstTermSeconds[i], row.termSeconds()[i]);
    }
    worstSuccess = -larger(-worstSuccess, -row.successShare());
  }

  /** Adds another replication. */
  public void add(StrategyTally other) {
    counts.add(other.counts);
    for (int i = 0; i < classes.length; i++) {
      classes[i].add(other.classes[i]);
    }
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
    for (int i = 0; i < worstTermSeconds.length; i++) {
      worstTermSeconds[i] = larger(worstTermSeconds[i], other.worstTermSeconds[i]);
    }
    worstSuccess = -larger(-worstSuccess, -other.worstSuccess);
  }

  private static double larger(double a, double b) {
    return Double.isNaN(a) || b > a ? b : a;
  }
}
