package dev.crossover.engine.metering;

import java.math.BigInteger;

/** A fleet's replicas and instances within the measured span; sums over replications. */
public final class ReplicaTotals {
  /** Time that replicas were ready. */
  public BigInteger readyNanos = BigInteger.ZERO;

  /** Time that replicas were ready, or finished what they had after closing time. */
  public BigInteger servingNanos = BigInteger.ZERO;

  /** Time that instances were billed. */
  public BigInteger instanceNanos = BigInteger.ZERO;

  /** Fewest replicas ready at once, in any replication. */
  public int fewestReady = Integer.MAX_VALUE;

  /** Most replicas ready at once. */
  public int mostReady;

  /** Replicas started within the span; those ready from the beginning do not count. */
  public long started;

  /** Replicas taken away by the cloud. */
  public long interrupted;

  public void addReady(BigInteger nanos) {
    readyNanos = readyNanos.add(nanos);
  }

  public void addServing(BigInteger nanos) {
    servingNanos = servingNanos.add(nanos);
  }

  public void add(ReplicaTotals other) {
    addReady(other.readyNanos);
    addServing(other.servingNanos);
    instanceNanos = instanceNanos.add(other.instanceNanos);
    fewestReady = Math.min(fewestReady, other.fewestReady);
    mostReady = Math.max(mostReady, other.mostReady);
    started += other.started;
    interrupted += other.interrupted;
  }
}
