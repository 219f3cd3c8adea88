package dev.crossover.traffic.profile;

/** What a profile's rate counts. */
public enum RateOf {
  /** Requests, each turn of a session one of them. */
  REQUESTS,
  /** Sessions: each brings as many requests as it has turns. */
  SESSIONS
}
