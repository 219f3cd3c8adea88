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
  HOSTED_COMPLETION,
  ARRIVAL,
  RETRY,
  ENGINE,
  END;

  /** 0 for the first; the declaration is the order, as its Javadoc says. */
  @SuppressWarnings("EnumOrdinal")
  int rank() {
    return ordinal();
  }
}
