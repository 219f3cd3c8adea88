package dev.crossover.engine.serving;

/** The waiting queue: rows in a ring, newcomers at the back, preempted requests at the front. */
final class WaitingRing {
  private static final int FIRST_CAPACITY = 16;

  private int[] rows = new int[FIRST_CAPACITY];
  private int head;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The row next in line; the ring must not be empty. */
  int first() {
    return rows[head];
  }

  /** The row at a place in the queue, 0 being next in line. */
  int at(int index) {
    return rows[(head + index) & (rows.length - 1)];
  }

  void addLast(int row) {
    growIfFull();
    rows[(head + size) & (rows.length - 1)] = row;
    size++;
  }

  void addFirst(int row) {
    growIfFull();
    head = (head - 1) & (rows.length - 1);
    rows[head] = row;
    size++;
  }

  /** Takes out the row next in line; the ring must not be empty. */
  int removeFirst() {
    int row = rows[head];
    head = (head + 1) & (rows.length - 1);
    size--;
    return row;
  }

  private void growIfFull() {
    if (size < rows.length) {
      return;
    }
    int[] grown = new int[Math.multiplyExact(rows.length, 2)];
    int tail = rows.length - head;
    System.arraycopy(rows, head, grown, 0, tail);
    System.arraycopy(rows, 0, grown, tail, head);
    rows = grown;
    head = 0;
  }
}
