package dev.crossover.traffic.session;

/** What becomes of a session when one of its turns gets no answer. */
public enum FailureRule {
  /** The user leaves. */
  END,
  /** The user sends the same turn again after a think time. */
  RETRY
}
