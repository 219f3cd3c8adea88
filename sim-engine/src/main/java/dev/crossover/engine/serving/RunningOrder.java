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

  /** Takes out the row at a place; the order of the others stays. */
  int removeAt(int index) {
    int row = rows[index];
    size--;
    System.arraycopy(rows, index + 1, rows, index, size - index);
    return row;
  }

  void remove(int row) {
    int index = 0;
    while (rows[index] != row) {
      index++;
    }
    removeAt(index);
  }
}
