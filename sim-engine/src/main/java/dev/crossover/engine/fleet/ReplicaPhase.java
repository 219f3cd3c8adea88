package dev.crossover.engine.fleet;

/** Where a replica is in its life; billed from STARTING until TERMINATED. */
public enum ReplicaPhase {
  /** Not launched. */
  PENDING,
  /** Its instance is billed, its engine does not answer yet. */
  STARTING,
  /** Takes requests. */
  READY,
  /** Finishes what it has, takes nothing new. */
  DRAINING,
  /** Gone. */
  TERMINATED
}
