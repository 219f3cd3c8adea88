package dev.crossover.engine.metering;

/**
 * What became of the requests of one traffic class. Gaps between tokens are not told apart by
 * class: engines count those of a whole batch.
 */
public final class ClassTally {
  public final FateCounts counts = new FateCounts();
  public final TokenTotals tokens = new TokenTotals();
  public final LatencyBook latencies = new LatencyBook();

  /** Completed requests that kept the bounds of their class. */
  public long withinBounds;

  /** Adds another replication. */
  public void add(ClassTally other) {
    counts.add(other.counts);
    tokens.add(other.tokens);
    latencies.add(other.latencies);
    withinBounds += other.withinBounds;
  }
}
