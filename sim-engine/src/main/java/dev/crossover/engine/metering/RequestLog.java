package dev.crossover.engine.metering;

import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import org.jspecify.annotations.Nullable;

/** Hears of every measured request once, when it has ended; its row is still filled. */
public interface RequestLog {
  /** Keeps nothing. */
  RequestLog NONE = (requests, row, fate, reason, nanos) -> {};

  /**
   * One request has ended.
   *
   * @param nanos when; the end of the simulation for {@link Fate#UNFINISHED}
   */
  void ended(LiveRequests requests, int row, Fate fate, @Nullable Reason reason, long nanos);

  /** Whether {@link #output} is to be called; engines then take every step by itself. */
  default boolean hearsOutputs() {
    return false;
  }

  /** A measured request got a chunk of one or more tokens from an engine. */
  default void output(int row, long nanos) {}
}
