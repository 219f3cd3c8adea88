package dev.crossover.traffic.trace;

/** What happens at a row that cannot be replayed. */
public enum BadRowPolicy {
  /** The run is refused, naming file and line. */
  ERROR,
  /** The row is left out and counted. */
  SKIP
}
