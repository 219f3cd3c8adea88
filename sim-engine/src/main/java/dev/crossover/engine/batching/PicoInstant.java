package dev.crossover.engine.batching;

/** A point in simulated time, to the picosecond; step times are whole picoseconds. */
record PicoInstant(long nanos, int remainderPicos) {
  private static final int PICOS_PER_NANO = 1000;

  PicoInstant {
    if (remainderPicos < 0 || remainderPicos >= PICOS_PER_NANO) {
      throw new IllegalArgumentException("remainder of " + remainderPicos + " ps");
    }
  }

  static PicoInstant at(long nanos) {
    return new PicoInstant(nanos, 0);
  }

  /** A later instant; {@code picos} is not negative. */
  PicoInstant plus(long picos) {
    long sum = remainderPicos + picos;
    return new PicoInstant(nanos + sum / PICOS_PER_NANO, (int) (sum % PICOS_PER_NANO));
  }

  /** The start of a nanosecond, or this instant where that is later. */
  PicoInstant orLater(long otherNanos) {
    return otherNanos > nanos ? at(otherNanos) : this;
  }

  long picosSince(PicoInstant earlier) {
    return (nanos - earlier.nanos) * PICOS_PER_NANO + (remainderPicos - earlier.remainderPicos);
  }
}
