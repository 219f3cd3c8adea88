package dev.crossover.traffic.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Reads a trace row by row, in memory that does not grow with the file. Rows come in the order of
 * the file, which must be the order of time: sorting would need all of it in memory, and a row out
 * of place is more often a sign of a wrong column or unit than of a late log line.
 */
final class TraceReader implements Rows {
  private final Path file;
  private final BadRowPolicy badRows;
  private final boolean keepsFailures;
  private final TraceTally tally;
  private final RowSource rows;
  private long firstEpochNanos;
  private long lastNanos = -1;

  /**
   * Opens a file and recognises its format.
   *
   * @throws BadTraceException when there is no such file or its beginning is of no known format
   */
  TraceReader(TraceOpening opening, TraceTally tally) {
    this.file = opening.file();
    this.badRows = opening.spec().badRows();
    this.keepsFailures = opening.spec().keepsFailures();
    this.tally = tally;
    FirstLine first = FirstLine.of(file);
    try {
      ReplaySpec spec = opening.spec();
      TraceFormat format = spec.declaredFormat().resolve(first, spec.columns() != null);
      this.rows = format.open(opening);
    } catch (BadRowException e) {
      throw new BadTraceException(file, first.line(), message(e));
    }
    this.firstEpochNanos = rows.originNanos();
  }

  /** How long the trace lasts, or {@link RowSource#UNKNOWN}. */
  long spanNanos() {
    return rows.spanNanos();
  }

  @Override
  public boolean next(TraceRow into) {
    while (true) {
      try {
        if (!rows.next(into)) {
          return false;
        }
        into.nanos = relative(into.epochNanos);
        lastNanos = into.nanos;
        if (replayed(into)) {
          return true;
        }
      } catch (BadRowException e) {
        if (badRows == BadRowPolicy.ERROR) {
          throw new BadTraceException(file, rows.line(), message(e));
        }
        tally.skipped();
      }
    }
  }

  private boolean replayed(TraceRow row) throws BadRowException {
    if (row.outputTokens == 0) {
      if (!keepsFailures || row.promptTokens == 0) {
        tally.failed();
        return false;
      }
      row.outputTokens = 1;
    }
    return true;
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
    if (firstEpochNanos == RowSource.UNKNOWN) {
      firstEpochNanos = epochNanos;
    }
    long nanos = epochNanos - firstEpochNanos;
    if (nanos < Math.max(0, lastNanos)) {
      throw new BadRowException(
          "the time goes back by " + (lastNanos - nanos) / 1e9 + " s. Maybe sort the file by time");
    }
    return nanos;
  }

  private static String message(BadRowException e) {
    return String.valueOf(e.getMessage());
  }
}
