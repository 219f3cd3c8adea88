package dev.crossover.traffic.trace;

/** One recorded request; a reused holder that a {@link RowParser} fills. */
final class TraceRow {
  /** Nanoseconds since the epoch of the format. */
  long epochNanos;

  /** Nanoseconds since the first request of the trace. */
  long nanos;

  int promptTokens;
  int outputTokens;
}
