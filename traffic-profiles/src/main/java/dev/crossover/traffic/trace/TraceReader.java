package dev.crossover.traffic.trace;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Reads a trace row by row, in memory that does not grow with the file. Rows come in the order of
 * the file, which must be the order of time.
 */
final class TraceReader implements Closeable {
  private final Path file;
  private final BadRowPolicy badRows;
  private final RowSource rows;
  private long firstEpochNanos;
  private long lastNanos = -1;
  private long skippedRows;

  /**
   * Opens a file and recognises its format.
   *
   * @throws BadTraceException when there is no such file or its first line is of no known format
   */
  TraceReader(Path file, ReplaySpec spec) {
    this.file = file;
    this.badRows = spec.badRows();
    FirstLine first = FirstLine.of(file);
    try {
      TraceFormat format = spec.declaredFormat().resolve(first.text());
      this.rows = format.open(file, spec.hashedTokens());
    } catch (BadRowException e) {
      throw new BadTraceException(file, first.line(), message(e));
    }
  }

  /**
   * Moves to the next row that can be replayed.
   *
   * @return false at the end; {@code into} is then undefined
   * @throws BadTraceException at a row that cannot be, unless such rows are skipped
   */
  boolean next(TraceRow into) {
    while (true) {
      try {
        if (!rows.next(into)) {
          return false;
        }
        into.nanos = relative(into.epochNanos);
        lastNanos = into.nanos;
        return true;
      } catch (BadRowException e) {
        if (badRows == BadRowPolicy.ERROR) {
          throw new BadTraceException(file, rows.line(), message(e));
        }
        skippedRows++;
      }
    }
  }

  /** Rows left out so far. */
  long skippedRows() {
    return skippedRows;
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be closed", e);
    }
  }

  private long relative(long epochNanos) throws BadRowException {
    if (lastNanos < 0) {
      firstEpochNanos = epochNanos;
    }
    long nanos = epochNanos - firstEpochNanos;
    if (nanos < lastNanos) {
      throw new BadRowException(
          "the time goes back by " + (lastNanos - nanos) / 1e9 + " s. Maybe sort the file by time");
    }
    return nanos;
  }

  private static String message(BadRowException e) {
    return String.valueOf(e.getMessage());
  }
}
