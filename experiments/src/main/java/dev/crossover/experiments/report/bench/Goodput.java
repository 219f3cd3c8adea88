package dev.crossover.experiments.report.bench;

import org.jspecify.annotations.Nullable;

/**
 * Bounds that a good answer meets, all of them; milliseconds, null for none.
 *
 * @param ttftMillis on the time to first token
 * @param tpotMillis on the time per output token; an answer of one token has 0
 * @param e2elMillis on the whole answer
 */
public record Goodput(
    @Nullable Double ttftMillis, @Nullable Double tpotMillis, @Nullable Double e2elMillis) {
  /** Nothing is asked. */
  public static final Goodput NONE = new Goodput(null, null, null);

  private static final double MILLIS_PER_SECOND = 1000;

  boolean isAsked() {
    return ttftMillis != null || tpotMillis != null || e2elMillis != null;
  }

  boolean isMetBy(Answer answer) {
    return isWithin(ttftMillis, answer.ttftSeconds())
        && isWithin(tpotMillis, answer.tpotSeconds())
        && isWithin(e2elMillis, answer.latencySeconds());
  }

  private static boolean isWithin(@Nullable Double limitMillis, double seconds) {
    return limitMillis == null || limitMillis / MILLIS_PER_SECOND >= seconds;
  }
}
