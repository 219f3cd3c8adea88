package dev.crossover.traffic.trace;

import dev.crossover.engine.units.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * A part of a trace, in its own time since its first request; rows in [from, to) are replayed, and
 * {@code from} becomes time 0.
 *
 * @param from where the part begins; the beginning unless given
 * @param to where it ends; the end unless given
 */
public record TraceWindow(@Nullable TimeSpan from, @Nullable TimeSpan to) {
  static final TraceWindow ALL = new TraceWindow(null, null);

  public TraceWindow {
    if (to != null && to.nanos() <= (from == null ? 0 : from.nanos())) {
      throw new IllegalArgumentException(
          "window is empty: to ("
              + to
              + ") is not after from ("
              + (from == null ? TimeSpan.ZERO : from)
              + "). Maybe swap them");
    }
  }

  long fromNanos() {
    return from == null ? 0 : from.nanos();
  }

  long toNanos() {
    return to == null ? Long.MAX_VALUE : to.nanos();
  }
}
