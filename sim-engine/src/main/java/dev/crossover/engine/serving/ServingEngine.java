package dev.crossover.engine.serving;

/**
 * One vLLM engine in simulated time: requests go in, steps run, a listener hears what happened. An
 * idle engine schedules at the instant of a request; a busy one at the end of the step under way.
 * Times given must never decrease.
 */
public interface ServingEngine {
  /**
   * Hands over a request. It is seen by the first schedule at or after {@code nanos}.
   *
   * @param tag the caller's number of the request, not in use by another live request
   * @param promptTokens 1 to max_model_len - 1
   * @param outputTokens tokens it will produce, at least 1; cut at max_model_len
   * @param measured whether its token gaps are told to the listener
   */
  void enqueue(int tag, int promptTokens, int outputTokens, boolean measured, long nanos);

  /** Runs every step that ends at or before {@code nanos} and schedules what follows. */
  void advanceTo(long nanos);

  /**
   * Tells the listener the gaps, and counts the usage, of every step that ended strictly before
   * {@code nanos}, without scheduling anything new.
   */
  void accountTo(long nanos);

  /** When {@link #advanceTo} next has something to do, or {@link Long#MAX_VALUE} when idle. */
  long nextEventNanos();

  /** Requests waiting, preempted ones included. */
  int waiting();

  /** Requests in {@code running}. */
  int running();

  /** Usable KV blocks: the null block is not among them. */
  int usableBlocks();

  /**
   * Fills in the totals at an instant at or after the last advance and not after {@link
   * #nextEventNanos}; call {@link #accountTo} with the same instant first.
   */
  void usageAt(long nanos, EngineUsage out);
}
