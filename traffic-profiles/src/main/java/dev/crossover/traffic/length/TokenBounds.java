package dev.crossover.traffic.length;

import dev.crossover.engine.units.Count;
import org.jspecify.annotations.Nullable;

/**
 * Turns a real-valued length into tokens: rounded, then held between two bounds.
 *
 * @param low at least 1
 * @param high at least {@code low}
 */
record TokenBounds(int low, int high) {
  /** No prompt or output is longer than this many tokens. */
  static final int LIMIT = 100_000_000;

  TokenBounds {
    if (low < 1 || low > high) {
      throw new IllegalArgumentException("bounds [" + low + ", " + high + "]");
    }
  }

  /** The bounds of a block, cut at {@code limit}, which yields to nothing. */
  static TokenBounds of(@Nullable Count min, @Nullable Count max, int limit) {
    int high = max == null ? limit : (int) Math.min(max.value(), limit);
    int low = min == null ? 1 : (int) Math.min(min.value(), high);
    return new TokenBounds(low, high);
  }

  int tokens(double length) {
    return Math.min(Math.max((int) (length + 0.5), low), high);
  }
}
