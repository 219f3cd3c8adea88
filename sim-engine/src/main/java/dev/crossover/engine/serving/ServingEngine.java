package dev.crossover.engine.serving;

/**
 * One vLLM engine in simulated time: requests go in, steps run, a listener hears what happened. An
 * idle engine schedules at the instant of a request; a busy one at the end of the step under way.
 * An asynchronous engine then schedules the step after the next: the next is already decided.
 *
 * <p>A step ends at the nanosecond its exact end, kept to the picosecond, lies in. Times given must
 * never decrease, and nothing but {@link #advanceTo} may speak of an instant after {@link
 * #nextEventNanos}. Extra calls change nothing that is told, except how gaps are grouped.
 */
public interface ServingEngine {
  /**
   * Hands over a request. It is seen by the first schedule at or after {@code nanos} that has not
   * been passed: after {@code advanceTo(nanos)}, the schedule of that instant has.
   *
   * @throws IllegalArgumentException where vLLM's front door would refuse it
   */
  void enqueue(EngineRequest request, long nanos);

  /**
   * Takes a live request out; it leaves at the next schedule, as a newcomer would enter, unless it
   * ends before. The listener hears it leave.
   */
  void abort(int tag, long nanos);

  /**
   * Runs every step that ends at or before {@code nanos} and schedules what follows; an idle engine
   * schedules what came by then. Call it once all requests of the instant are handed over.
   */
  void advanceTo(long nanos);

  /**
   * Tells the listener the gaps, and counts the usage, of every step that ended strictly before
   * {@code nanos}, without scheduling anything new. A step that ended at {@code nanos} itself
   * counts once {@code advanceTo(nanos)} has been called.
   */
  void accountTo(long nanos);

  /**
   * When {@link #advanceTo} next has something to do, or {@link Long#MAX_VALUE} when idle. An
   * engine whose waiting head can never be admitted is idle too: vLLM spins there for ever.
   */
  long nextEventNanos();

  /** Requests waiting, preempted ones included. */
  int waiting();

  /** Requests in {@code running}. */
  int running();

  /** Usable KV blocks: the null block is not among them. */
  int usableBlocks();

  /** KV blocks that the pool says are free; as of the last step accounted. */
  int freeBlocks();

  /** Ids of the free KV blocks in the order in which they will be taken; as of the same step. */
  int[] freeBlockOrder();

  /** KV blocks that the requests in {@code running} hold, counted anew; as of the same step. */
  int heldBlocks();

  /**
   * Fills in the totals at an instant at or after the last advance and not after {@link
   * #nextEventNanos}; first does {@link #accountTo} of the same instant. The step under way enters
   * the integrals in proportion; the cut-off picoseconds of its start count as not yet elapsed.
   */
  void usageAt(long nanos, EngineUsage out);

  /**
   * Makes {@link EngineUsage#peakBlocks} the peak of what follows an instant as {@link #usageAt}
   * takes it, starting from the blocks then in use.
   */
  void restartPeak(long nanos);
}
