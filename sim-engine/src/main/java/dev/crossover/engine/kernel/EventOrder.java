package dev.crossover.engine.kernel;

/**
 * The order of events of the same nanosecond, first to last. A measurement boundary closes before
 * anything else happens at its instant; an engine schedules after every request of that instant has
 * reached it.
 */
public enum EventOrder {
  MEASUREMENT_BOUNDARY,
  FLEET_SCHEDULE,
  REPLICA_PHASE,

  /** An answer that no engine gives is complete: a hosted API's, or a cache's. */
  HOSTED_COMPLETION,

  /** What waited at the gateway goes on, once every replica of this instant is ready. */
  GATEWAY_QUEUE,

  ARRIVAL,
  RETRY,
  ENGINE,

  /** A client's patience ends: an answer complete at that very instant still counts. */
  GIVE_UP,

  /** A request that waited for the end of another of this instant arrives. */
  FOLLOW_UP;

  /** 0 for the first; the declaration is the order, as its Javadoc says. */
  @SuppressWarnings("EnumOrdinal")
  int rank() {
    return ordinal();
  }
}
