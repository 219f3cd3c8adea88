package dev.crossover.traffic.session;

import java.util.Arrays;

/**
 * What is due, by time and then by an order of its own: a heap of four children a node in arrays,
 * so that a million waiting sessions are three arrays.
 */
final class TurnQueue {
  private static final int CHILDREN = 4;
  private static final int FIRST_CAPACITY = 64;

  private long[] nanos = new long[FIRST_CAPACITY];
  private long[] orders = new long[FIRST_CAPACITY];
  private int[] slots = new int[FIRST_CAPACITY];
  private int size;

  /** When the first is due; {@code Long.MAX_VALUE} where none is. */
  long firstNanos() {
    return size == 0 ? Long.MAX_VALUE : nanos[0];
  }

  int size() {
    return size;
  }

  void add(long dueNanos, long order, int slot) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
      orders = Arrays.copyOf(orders, 2 * size);
      slots = Arrays.copyOf(slots, 2 * size);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) / CHILDREN;
      if (!before(dueNanos, order, parent)) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    put(at, dueNanos, order, slot);
  }

  /** Takes the first out and returns its slot; there must be one. */
  int remove() {
    if (size == 0) {
      throw new IllegalStateException("nothing is due");
    }
    int first = slots[0];
    size--;
    if (size > 0) {
      sink(nanos[size], orders[size], slots[size]);
    }
    return first;
  }

  private void sink(long dueNanos, long order, int slot) {
    int at = 0;
    while (CHILDREN * at + 1 < size) {
      int least = leastChild(at);
      if (before(dueNanos, order, least)) {
        break;
      }
      move(least, at);
      at = least;
    }
    put(at, dueNanos, order, slot);
  }

  private int leastChild(int at) {
    int least = CHILDREN * at + 1;
    int end = Math.min(least + CHILDREN, size);
    for (int child = least + 1; child < end; child++) {
      if (before(nanos[child], orders[child], least)) {
        least = child;
      }
    }
    return least;
  }

  private boolean before(long dueNanos, long order, int other) {
    return dueNanos < nanos[other] || (dueNanos == nanos[other] && order < orders[other]);
  }

  private void move(int from, int to) {
    put(to, nanos[from], orders[from], slots[from]);
  }

  private void put(int at, long dueNanos, long order, int slot) {
    nanos[at] = dueNanos;
    orders[at] = order;
    slots[at] = slot;
  }
}
