package dev.crossover.engine.serving;

import java.util.Arrays;

/** The {@code running} list: rows in the order of their admission. */
final class RunningOrder {
  private static final int FIRST_CAPACITY = 16;

  int[] rows = new int[FIRST_CAPACITY];
  int size;

  void addLast(int row) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, Math.multiplyExact(size, 2));
    }
    rows[size++] = row;
  }

  /** Takes out the latest admission; the list must not be empty. */
  int removeLast() {
    return rows[--size];
  }
}
