package dev.crossover.traffic.trace;

import dev.crossover.engine.kernel.RandomStreams;
import java.nio.file.Path;

/**
 * What a reader is opened with.
 *
 * @param file the trace
 * @param spec how it is replayed
 * @param streams of the replication, for formats whose rows are drawn
 */
record TraceOpening(Path file, ReplaySpec spec, RandomStreams streams) {
  RowFilter filter() {
    return new RowFilter(spec.filters());
  }
}
