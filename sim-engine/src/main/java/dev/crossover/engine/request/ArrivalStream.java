package dev.crossover.engine.request;

import java.util.List;

/** Requests in the order of their arrival, one ahead, in constant memory. */
public interface ArrivalStream extends AutoCloseable {
  /** What {@link #nextNanos} says when no arrival is known. */
  long NONE = Long.MAX_VALUE;

  /**
   * When the next arrival comes, as far as is known, or {@link #NONE}; never before the last one.
   * What it says changes by {@link #next} and {@link #completed} alone.
   */
  long nextNanos();

  /**
   * Hands out the arrival at {@link #nextNanos} and moves on.
   *
   * @return false when none is known; {@code into} is then unchanged
   */
  boolean next(Arrival into);

  /** The traffic classes, by {@link Arrival#classIndex}. */
  List<String> classNames();

  /** Whether arrivals can depend on how earlier ones end, so that {@link #completed} is needed. */
  default boolean awaitsCompletions() {
    return false;
  }

  /**
   * Says that a request has ended, for streams whose later arrivals wait for it. What follows from
   * it arrives at {@code nanos} or later. Ends of one instant are told in no promised order, but
   * all of them before {@link #next} is asked for what follows from them at that instant.
   *
   * @param id the arrival's id
   * @param nanos when it ended, not before any arrival handed out
   * @param outputTokens of its answer; 0 where it has none
   */
  default void completed(long id, long nanos, Fate fate, int outputTokens) {}

  /** Lets go of what the stream holds, such as an open file. */
  @Override
  default void close() {}
}
