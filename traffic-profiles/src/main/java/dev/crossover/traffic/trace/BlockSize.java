package dev.crossover.traffic.trace;

import dev.crossover.engine.units.WrittenAsScalar;

/**
 * Tokens that a hash of a prompt's block stands for: a number, or {@code auto}.
 *
 * @param tokens at least 1, or 0 for the format's own
 */
@WrittenAsScalar
public record BlockSize(int tokens) {
  /** What the format says. */
  public static final BlockSize AUTO = new BlockSize(0);

  private static final int MAX_TOKENS = 1 << 20;

  public BlockSize {
    if (tokens < 0 || tokens > MAX_TOKENS) {
      throw outOfRange(Integer.toString(tokens));
    }
  }

  /** Reads {@code auto} or a number of tokens. */
  public static BlockSize valueOf(String text) {
    if (text.equals("auto")) {
      return AUTO;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("is neither auto nor a whole number. Maybe 512");
    }
    int tokens = Integer.parseInt(text);
    if (tokens == 0) {
      throw outOfRange(text);
    }
    return new BlockSize(tokens);
  }

  private static IllegalArgumentException outOfRange(String text) {
    return new IllegalArgumentException(
        "block_size (" + text + ") must be at least 1 and at most " + MAX_TOKENS + ". Maybe 512");
  }

  boolean isAuto() {
    return tokens == 0;
  }
}
