package dev.crossover.traffic.trace;

import java.io.Closeable;

/** Requests in the order of time, one after the other. */
interface Rows extends Closeable {
  /**
   * Moves to the next request.
   *
   * @return false at the end; {@code into} is then undefined
   * @throws BadTraceException where the trace cannot be replayed on
   */
  boolean next(TraceRow into);

  @Override
  void close();
}
