package dev.crossover.experiments.report;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows that come as requests end back into the order of ids, as far as a window of 65,536
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

  void add(long id, RowText row) throws IOException {
    makeRoom(id);
    if (id <= next) {
      out.write(row.bytes(), 0, row.length());
      if (id == next) {
        next++;
        writeFollowers();
      }
      return;
    }
    if (waiting[slot(id)] != null) {
      throw new IllegalStateException("request " + id + " ended twice");
    }
    waiting[slot(id)] = row.copy();
    waitingRows++;
  }

  /** Whoever keeps the window from reaching the id loses the place. */
  private void makeRoom(long id) throws IOException {
    if (id < next + WINDOW) {
      return;
    }
    while (id >= next + WINDOW && waitingRows > 0) {
      writeNext();
    }
    next = Math.max(next, id - WINDOW + 1);
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

  private static int slot(long id) {
    return (int) (id & (WINDOW - 1));
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
