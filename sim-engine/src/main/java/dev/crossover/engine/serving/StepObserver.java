package dev.crossover.engine.serving;

/**
 * Hears every schedule call of an engine, for transcripts and for laws checked at each step. The
 * scheduled, preempted and admitted requests of a call come as they happen, then {@link
 * #scheduleEnded}. What the output of a batch brings names the call that scheduled it: in an
 * asynchronous engine another call lies between. An observed engine steps; it never leaps.
 */
public interface StepObserver {
  /** Observes nothing and lets the engine leap. */
  StepObserver NONE = new StepObserver() {};

  /** The request was handed over; the next schedule call sees it. */
  default void arrived(int tag, int promptTokens) {}

  /**
   * The request computes so many tokens in this step, {@code drafts} of them speculative; calls
   * come in scheduling order.
   */
  default void scheduled(int tag, int tokens, int drafts) {}

  /**
   * The request lost its blocks in this schedule call; calls come in the order of the victims. One
   * that was scheduled in the same call no longer is.
   */
  default void preempted(int tag) {}

  /**
   * The request left the waiting queue, for the first time or again, before being scheduled.
   *
   * @param cachedTokens tokens whose KV was found in the prefix cache
   */
  default void admitted(int tag, int cachedTokens) {}

  /**
   * A schedule call is complete. What the observer enqueues or aborts from here, at the instant of
   * the call, is seen by the next call.
   *
   * @param step index of the call, from 0; calls that scheduled nothing count
   * @param view the engine's state after the call
   */
  default void scheduleEnded(long step, ScheduleView view) {}

  /**
   * The output of a batch brought the request one chunk of one or more tokens; told before the
   * listener hears of a first token or of an end in it.
   *
   * @param nanos when the batch ended
   */
  default void output(int tag, long nanos) {}

  /** The output of the batch of call {@code step} holds so many accepted drafts of a request. */
  default void accepted(long step, int tag, int drafts) {}

  /** The output of the batch of call {@code step} ended the request; calls come in batch order. */
  default void finished(long step, int tag, FinishReason reason) {}

  /** The request was aborted before schedule call {@code step}. */
  default void aborted(long step, int tag) {}
}
