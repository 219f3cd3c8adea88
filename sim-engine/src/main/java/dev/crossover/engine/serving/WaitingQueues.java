package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * Everyone who waits: the queue proper, and those who were set aside in an earlier schedule call
 * and are looked at first, as vLLM's waiting and skipped_waiting.
 */
final class WaitingQueues {
  final WaitingQueue waiting;
  final WaitingQueue skipped;
  private final RequestRows rows;
  private final boolean byPriority;

  /** Set aside in this schedule call, in the order in which they were. */
  private int[] setAside = new int[16];

  private int setAsideCount;

  WaitingQueues(SchedulingPolicy policy, RequestRows rows) {
    this.rows = rows;
    this.byPriority = policy == SchedulingPolicy.PRIORITY;
    this.waiting = byPriority ? new WaitingHeap(rows) : new WaitingRing();
    this.skipped = byPriority ? new WaitingHeap(rows) : new WaitingRing();
  }

  int size() {
    return waiting.size() + skipped.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty() && skipped.isEmpty();
  }

  /** The row next in line; the queues must not be empty. */
  int first() {
    return next().first();
  }

  int removeFirst() {
    return next().removeFirst();
  }

  /** Passes over the row next in line for the rest of this schedule call. */
  void setFirstAside() {
    if (setAsideCount == setAside.length) {
      setAside = Arrays.copyOf(setAside, Math.multiplyExact(setAsideCount, 2));
    }
    setAside[setAsideCount++] = removeFirst();
  }

  /** Those set aside go before the ones that were set aside earlier. */
  void endCall() {
    while (setAsideCount > 0) {
      skipped.giveBack(setAside[--setAsideCount]);
    }
  }

  /** Takes out a row that ends while it waits. */
  void remove(int row) {
    if (!waiting.remove(row)) {
      skipped.remove(row);
    }
  }

  private WaitingQueue next() {
    if (skipped.isEmpty()) {
      return waiting;
    }
    if (waiting.isEmpty()) {
      return skipped;
    }
    return byPriority && rows.precedes(waiting.first(), skipped.first()) ? waiting : skipped;
  }
}
