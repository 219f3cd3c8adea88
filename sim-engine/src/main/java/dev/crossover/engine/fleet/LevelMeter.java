package dev.crossover.engine.fleet;

import java.math.BigInteger;

/**
 * A whole number that changes at instants, and its time integral: a thousand replicas fill a long
 * of nanoseconds within four months.
 */
final class LevelMeter {
  private int level;
  private long sinceNanos;
  private BigInteger levelNanos = BigInteger.ZERO;
  private int lowest;
  private int highest;

  void change(int by, long nanos) {
    levelNanos = integralAt(nanos);
    sinceNanos = nanos;
    level += by;
    lowest = Math.min(lowest, level);
    highest = Math.max(highest, level);
  }

  /** From now on, {@link #lowest} and {@link #highest} speak of what follows. */
  void watchExtremes() {
    lowest = level;
    highest = level;
  }

  int lowest() {
    return lowest;
  }

  int highest() {
    return highest;
  }

  int level() {
    return level;
  }

  /** Level-nanoseconds from time 0 to {@code nanos}, which is not before the last change. */
  BigInteger integralAt(long nanos) {
    BigInteger since = BigInteger.valueOf(nanos - sinceNanos);
    return levelNanos.add(since.multiply(BigInteger.valueOf(level)));
  }
}
