package dev.crossover.traffic.trace;

import dev.crossover.engine.serving.TokenContent;

/** One recorded request; a reused holder that a {@link RowSource} fills. */
final class TraceRow {
  /** Nanoseconds since the epoch of the format. */
  long epochNanos;

  /** Nanoseconds since the first request of the trace. */
  long nanos;

  int promptTokens;
  int outputTokens;

  /** What the prompt shares with others. */
  TokenContent content = TokenContent.PRIVATE;
}
