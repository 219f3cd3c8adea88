package dev.crossover.traffic.trace;

import dev.crossover.engine.serving.TokenContent;
import org.jspecify.annotations.Nullable;

/** One recorded request; a reused holder that a {@link RowSource} fills. */
final class TraceRow {
  static final long NO_SESSION = -1;

  /** Nanoseconds since the epoch of the format. */
  long epochNanos;

  /** Nanoseconds since the beginning of the trace, or of what is replayed of it. */
  long nanos;

  int promptTokens;

  /** Tokens of the answer; 0 where the request failed. */
  int outputTokens;

  /** What the prompt shares with others. */
  TokenContent content = TokenContent.PRIVATE;

  /** Tokens of a whole block of {@link #content}, or 0 where it is not made of hashed blocks. */
  int blockTokens;

  /** The conversation, or {@link #NO_SESSION}. */
  long session = NO_SESSION;

  /** The traffic class, or null where the trace has none. */
  @Nullable String className;

  /** The model asked for, or null. */
  @Nullable String model;

  /** Takes over another row. */
  void set(TraceRow other) {
    epochNanos = other.epochNanos;
    nanos = other.nanos;
    promptTokens = other.promptTokens;
    outputTokens = other.outputTokens;
    content = other.content;
    blockTokens = other.blockTokens;
    session = other.session;
    className = other.className;
    model = other.model;
  }

  /** Leaves what not every format has. */
  void clear() {
    content = TokenContent.PRIVATE;
    blockTokens = 0;
    session = NO_SESSION;
    className = null;
    model = null;
  }
}
