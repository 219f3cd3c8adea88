package dev.crossover.engine.request;

import java.util.List;

/** Requests in the order of their arrival, one ahead, in constant memory. */
public interface ArrivalStream extends AutoCloseable {
  /**
   * Moves to the next arrival; times never decrease.
   *
   * @return false when no more will come; {@code into} is then unchanged
   */
  boolean next(Arrival into);

  /** The traffic classes, by {@link Arrival#classIndex}. */
  List<String> classNames();

  /**
   * Says that a request has ended, for streams whose later arrivals wait for it.
   *
   * @param id the arrival's id
   * @param nanos when it ended
   */
  default void completed(long id, long nanos, Fate fate) {}

  /** Lets go of what the stream holds, such as an open file. */
  @Override
  default void close() {}
}
