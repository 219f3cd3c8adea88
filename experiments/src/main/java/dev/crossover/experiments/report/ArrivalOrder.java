package dev.crossover.experiments.report;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows that come as requests end back into the order of arrival, as far as a window of 65,536
 * arrivals reaches: a request open longer than that leaves its place, its row comes late.
 */
final class ArrivalOrder implements AutoCloseable {
  static final int WINDOW = 1 << 16;

  private final OutputStream out;
  private final byte[] @Nullable [] waiting = new byte[WINDOW] @Nullable [];
  private int waitingRows;
  private long next;

  ArrivalOrder(OutputStream out) {
    this.out = out;
  }

  void add(long ordinal, RowText row) throws IOException {
    makeRoom(ordinal);
    if (ordinal <= next) {
      out.write(row.bytes(), 0, row.length());
      if (ordinal == next) {
        next++;
        writeFollowers();
      }
      return;
    }
    if (waiting[slot(ordinal)] != null) {
      throw new IllegalStateException("arrival " + ordinal + " ended twice");
    }
    waiting[slot(ordinal)] = row.copy();
    waitingRows++;
  }

  /** Whoever keeps the window from reaching the ordinal loses the place. */
  private void makeRoom(long ordinal) throws IOException {
    if (ordinal < next + WINDOW) {
      return;
    }
    while (ordinal >= next + WINDOW && waitingRows > 0) {
      writeNext();
    }
    next = Math.max(next, ordinal - WINDOW + 1);
    writeFollowers();
  }

  private void writeFollowers() throws IOException {
    while (waitingRows > 0 && waiting[slot(next)] != null) {
      writeNext();
    }
  }

  private void writeNext() throws IOException {
    byte[] row = waiting[slot(next)];
    if (row != null) {
      out.write(row);
      waiting[slot(next)] = null;
      waitingRows--;
    }
    next++;
  }

  private static int slot(long ordinal) {
    return (int) (ordinal & (WINDOW - 1));
  }

  @Override
  public void close() throws IOException {
    try (out) {
      while (waitingRows > 0) {
        writeNext();
      }
    }
  }
}
