package dev.crossover.engine.serving;

/**
 * An instant to the picosecond, overwritten in place: nanoseconds and a remainder of 0 to 999. A
 * long of picoseconds alone would end after 106 days.
 */
final class PicoClock {
  static final int PICOS_PER_NANO = 1000;

  private long nanos;
  private int remainderPicos;

  long nanos() {
    return nanos;
  }

  void set(PicoClock other) {
    nanos = other.nanos;
    remainderPicos = other.remainderPicos;
  }

  /** Moves to the start of a nanosecond, unless the clock has passed that already. */
  void raiseTo(long toNanos) {
    if (toNanos > nanos) {
      nanos = toNanos;
      remainderPicos = 0;
    }
  }

  void add(long picos) {
    long sum = remainderPicos + picos;
    nanos += sum / PICOS_PER_NANO;
    remainderPicos = (int) (sum % PICOS_PER_NANO);
  }

  /** Picoseconds from this instant to the start of a nanosecond; negative where that is earlier. */
  long picosUntil(long toNanos) {
    return (toNanos - nanos) * PICOS_PER_NANO - remainderPicos;
  }

  /** Picoseconds from an earlier instant, told apart into its two parts, to this one. */
  long picosSince(long earlierNanos, int earlierRemainderPicos) {
    return (nanos - earlierNanos) * PICOS_PER_NANO + (remainderPicos - earlierRemainderPicos);
  }

  int remainderPicos() {
    return remainderPicos;
  }
}
