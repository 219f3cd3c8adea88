package dev.crossover.engine.reference;

/** A point in simulated time, to the picosecond. */
record Instant(long nanos, long remainderPicos) {
  private static final long PICOS_PER_NANO = 1000;

  Instant {
    if (remainderPicos < 0 || remainderPicos >= PICOS_PER_NANO) {
      throw new IllegalArgumentException("remainder of " + remainderPicos + " ps");
    }
  }

  static Instant at(long nanos) {
    return new Instant(nanos, 0);
  }

  Instant plus(long picos) {
    long sum = remainderPicos + picos;
    return new Instant(
        nanos + Math.floorDiv(sum, PICOS_PER_NANO), Math.floorMod(sum, PICOS_PER_NANO));
  }

  boolean isBefore(Instant other) {
    return nanos < other.nanos || (nanos == other.nanos && remainderPicos < other.remainderPicos);
  }

  long picosSince(Instant earlier) {
    return (nanos - earlier.nanos) * PICOS_PER_NANO + remainderPicos - earlier.remainderPicos;
  }
}
