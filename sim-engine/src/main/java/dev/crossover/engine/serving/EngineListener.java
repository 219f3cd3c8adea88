package dev.crossover.engine.serving;

/**
 * What an engine tells the outside while it steps. Arguments are primitive; {@code tag} is the
 * caller's own number of the request. Times are nanoseconds, the engine's picosecond remainder cut
 * off. Calls come in the order of simulated time, and within one instant in running order, but the
 * gaps of a step or leap come together, when it is accounted. A listener must not call the engine
 * back.
 */
public interface EngineListener {
  /**
   * The request was admitted for the first time; later re-admissions are not told.
   *
   * @param cachedTokens prompt tokens whose KV was found in the prefix cache
   */
  void scheduled(int tag, int cachedTokens, long nanos);

  /** The step that sampled the request's first token has ended. */
  void firstToken(int tag, long nanos);

  /**
   * The request has ended, after a first token of the same instant: its last token has been
   * sampled, or it has been aborted.
   */
  void finished(int tag, FinishReason reason, long nanos);

  /**
   * The request has been taken out before its end; unless it is overridden, a {@link #finished} of
   * that reason.
   *
   * @param outputTokens tokens that had been sampled for it
   */
  default void aborted(int tag, int outputTokens, long nanos) {
    finished(tag, FinishReason.ABORT, nanos);
  }

  /** The request lost its blocks and returned to the front of the queue. */
  void preempted(int tag, long nanos);

  /**
   * {@code count} measured requests saw a gap of {@code gapPicos} between two outputs, of one token
   * or, with speculation, of several, at a step that ended at {@code nanos}.
   */
  void gap(long gapPicos, int count, long nanos);

  /**
   * For each of {@code steps} consecutive steps, {@code count} measured requests saw a gap of
   * {@code firstPicos + j * growthPicos}, j = 0 to steps - 1.
   */
  void gaps(long firstPicos, long growthPicos, int steps, int count);
}
