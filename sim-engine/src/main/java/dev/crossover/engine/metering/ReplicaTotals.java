package dev.crossover.engine.metering;

/** A fleet's replicas and instances within the measured span; sums over replications. */
public final class ReplicaTotals {
  /** Time that replicas were ready. */
  public long readyNanos;

  /** Time that replicas were ready or draining: the only time in which steps run. */
  public long servingNanos;

  /** Time that instances were billed. */
  public long instanceNanos;

  /** Fewest replicas ready at once, in any replication. */
  public int fewestReady = Integer.MAX_VALUE;

  /** Most replicas ready at once. */
  public int mostReady;

  /** Replicas started within the span; those ready from the beginning do not count. */
  public long started;

  /** Replicas taken away by the cloud. */
  public long interrupted;

  public void add(ReplicaTotals other) {
    readyNanos += other.readyNanos;
    servingNanos += other.servingNanos;
    instanceNanos += other.instanceNanos;
    fewestReady = Math.min(fewestReady, other.fewestReady);
    mostReady = Math.max(mostReady, other.mostReady);
    started += other.started;
    interrupted += other.interrupted;
  }
}
