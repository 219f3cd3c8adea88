package dev.crossover.traffic.trace;

import java.io.Closeable;

/** The rows of a trace within its window, in simulated time. */
final class ReplayRows implements Closeable {
  private final TraceReader reader;
  private final TraceWindow window;
  private final double scale;

  ReplayRows(TraceReader reader, TraceWindow window, double scale) {
    this.reader = reader;
    this.window = window;
    this.scale = scale;
  }

  /** Moves to the next row; its time is nanoseconds since the window's beginning, scaled. */
  boolean next(TraceRow into) {
    while (reader.next(into)) {
      if (into.nanos >= window.toNanos()) {
        return false;
      }
      if (into.nanos >= window.fromNanos()) {
        into.nanos = scaled(into.nanos - window.fromNanos());
        return true;
      }
    }
    return false;
  }

  long skippedRows() {
    return reader.skippedRows();
  }

  @Override
  public void close() {
    reader.close();
  }

  /** Unscaled times stay exact; a double holds nanoseconds exactly for 104 days only. */
  private long scaled(long nanos) {
    return scale == 1 ? nanos : StrictMath.round(nanos * scale);
  }
}
