package dev.crossover.traffic.session;

/** The places of a closed loop or a batch job: each holds one request in flight. */
final class Permits {
  private final long total;
  private final long rampNanos;
  private final TurnQueue released = new TurnQueue();
  private long used;

  /**
   * @param total at least 1
   * @param rampNanos over which the places open, evenly spread
   */
  Permits(long total, long rampNanos) {
    this.total = total;
    this.rampNanos = rampNanos;
  }

  /** When a place is free; {@code Long.MAX_VALUE} where none is known to be. */
  long firstNanos() {
    return Math.min(openNanos(), released.firstNanos());
  }

  /** Takes the place that is free first. */
  void take() {
    if (openNanos() <= released.firstNanos()) {
      used++;
    } else {
      released.remove();
    }
  }

  void release(long nanos) {
    released.add(nanos, 0, 0);
  }

  private long openNanos() {
    return used == total ? Long.MAX_VALUE : spread(used, total, rampNanos);
  }

  /** When the client of a number begins: evenly over the ramp, the first at 0. */
  static long spread(long number, long total, long rampNanos) {
    return (long) ((double) number / total * rampNanos);
  }
}
