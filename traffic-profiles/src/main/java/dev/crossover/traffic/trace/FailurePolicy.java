package dev.crossover.traffic.trace;

/** What becomes of recorded requests that failed, which have no output tokens. */
public enum FailurePolicy {
  /** They are left out and counted. */
  DROP,
  /** They are asked again, and answered with a single token. */
  KEEP
}
