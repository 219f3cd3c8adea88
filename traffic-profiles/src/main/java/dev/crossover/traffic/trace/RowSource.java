package dev.crossover.traffic.trace;

import java.io.Closeable;

/** The rows of one trace, one after the other. */
interface RowSource extends Closeable {
  /** What is not known before the rows are read. */
  long UNKNOWN = -1;

  /**
   * Moves to the next row and fills all of {@code into} but its relative time.
   *
   * @return false at the end; {@code into} is then undefined
   * @throws BadRowException at a row that says nothing usable; the next call moves on from it
   * @throws BadTraceException where the file cannot be read on
   */
  boolean next(TraceRow into) throws BadRowException;

  /** The line of the last row moved to, from 1. */
  long line();

  /** When the trace begins, or {@link #UNKNOWN} where that is its first row. */
  default long originNanos() {
    return UNKNOWN;
  }

  /** How long the trace lasts, or {@link #UNKNOWN} where only its rows tell. */
  default long spanNanos() {
    return UNKNOWN;
  }
}
