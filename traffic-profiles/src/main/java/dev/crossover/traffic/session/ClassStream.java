package dev.crossover.traffic.session;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.Fate;

/** The arrivals of one traffic class, one ahead; several of them make up a profile's traffic. */
public interface ClassStream extends AutoCloseable {
  /** When the next arrival comes, as far as is known, or {@code ArrivalStream.NONE}. */
  long nextNanos();

  /** Hands out the arrival at {@link #nextNanos}, which is known, and fills all of {@code into}. */
  void next(Arrival into);

  /** Whether {@link #completed} can change what arrives. */
  default boolean awaitsCompletions() {
    return false;
  }

  /** Says that a request of the class has ended; what it does not know has no effect. */
  default void completed(long id, long nanos, Fate fate, int outputTokens) {}

  @Override
  default void close() {}
}
