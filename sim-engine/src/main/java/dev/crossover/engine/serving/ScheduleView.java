package dev.crossover.engine.serving;

/**
 * An engine's queues and blocks right after a schedule call, valid during the call that gets it.
 */
public interface ScheduleView {
  /** Requests in {@code running}. */
  int running();

  /** Tag of the request at a place in {@code running}, in list order. */
  int runningTag(int index);

  /** Requests waiting, preempted and set-aside ones included. */
  int waiting();

  /** Requests of {@link #waiting} that were set aside. */
  int setAside();

  /**
   * Tag of a request that waits and is not set aside, in the order in which they will be looked at;
   * {@code index} is below {@code waiting() - setAside()}.
   */
  int waitingTag(int index);

  /** KV blocks in the free list, cached ones included. */
  int freeBlocks();
}
