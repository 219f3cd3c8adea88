package dev.crossover.engine.serving;

/**
 * Hears every schedule call of an engine, for transcripts and for laws checked at each step. The
 * calls of one schedule come in this order: its scheduled, preempted and admitted requests as they
 * happen, then {@link #scheduleEnded}, then the {@link #finished} requests of that batch's output.
 * An observed engine steps; it never leaps.
 */
public interface StepObserver {
  /** Observes nothing and lets the engine leap. */
  StepObserver NONE = new StepObserver() {};

  /** The request computes so many tokens in this step; calls come in scheduling order. */
  default void scheduled(int tag, int tokens) {}

  /** The request lost its blocks in this schedule call; calls come in the order of the victims. */
  default void preempted(int tag) {}

  /** The request left the waiting queue, for the first time or again, before being scheduled. */
  default void admitted(int tag) {}

  /**
   * A schedule call is complete.
   *
   * @param step index of the call, from 0; calls that scheduled nothing count
   * @param running requests in {@code running} after the call
   * @param waiting requests waiting after the call
   * @param freeBlocks KV blocks free after the call
   */
  default void scheduleEnded(long step, int running, int waiting, int freeBlocks) {}

  /** The output of the batch last scheduled ended the request; calls come in running order. */
  default void finished(int tag) {}
}
