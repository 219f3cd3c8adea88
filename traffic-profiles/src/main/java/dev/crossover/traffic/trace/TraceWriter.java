package dev.crossover.traffic.trace;

import dev.crossover.engine.request.Arrival;
import java.io.Closeable;
import java.io.IOException;

/** Writes requests as a trace, one at a time, in the order of their arrival. */
public interface TraceWriter extends Closeable {
  /**
   * Writes one request.
   *
   * @throws IOException when the file cannot be written
   */
  void write(Arrival arrival) throws IOException;
}
