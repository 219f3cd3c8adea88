package dev.crossover.engine.fleet;

import java.util.Arrays;

/**
 * Requests that wait for a replica, first come, first served. A linked list over the rows of the
 * live requests, so that one whose client gives up leaves from anywhere in O(1).
 */
final class GatewayQueue {
  private static final int END = -1;

  private int[] next = new int[64];
  private int[] previous = new int[64];
  private int first = END;
  private int last = END;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void addLast(int row) {
    if (row >= next.length) {
      int capacity = Math.max(row + 1, 2 * next.length);
      next = Arrays.copyOf(next, capacity);
      previous = Arrays.copyOf(previous, capacity);
    }
    previous[row] = last;
    next[row] = END;
    if (last == END) {
      first = row;
    } else {
      next[last] = row;
    }
    last = row;
    size++;
  }

  /** Takes out the one that waits longest. */
  int removeFirst() {
    int row = first;
    remove(row);
    return row;
  }

  /** Takes out a row that is in the queue. */
  void remove(int row) {
    int before = previous[row];
    int after = next[row];
    if (before == END) {
      first = after;
    } else {
      next[before] = after;
    }
    if (after == END) {
      last = before;
    } else {
      previous[after] = before;
    }
    size--;
  }
}
