package dev.crossover.engine.fleet;

/**
 * A rate limit: filled continuously up to one period's worth, emptied by what is admitted. A level
 * below zero is a debt that has to be refilled first.
 */
final class TokenBucket {
  private final double capacity;
  private final double periodNanos;
  private double level;
  private long filledNanos;

  /**
   * @param capacity tokens per period, and the most that can be saved up
   * @param periodNanos the period
   */
  TokenBucket(long capacity, long periodNanos) {
    this.capacity = capacity;
    this.periodNanos = periodNanos;
    this.level = capacity;
  }

  boolean canEverHold(long amount) {
    return amount <= capacity;
  }

  boolean holds(long amount, long nanos) {
    fill(nanos);
    return level >= amount;
  }

  void take(long amount, long nanos) {
    fill(nanos);
    level -= amount;
  }

  void giveBack(long amount, long nanos) {
    fill(nanos);
    level = Math.min(capacity, level + amount);
  }

  /** Nanoseconds until the bucket holds {@code amount}, if nothing else takes from it. */
  long nanosUntil(long amount, long nanos) {
    fill(nanos);
    return level >= amount ? 0 : (long) Math.ceil((amount - level) * periodNanos / capacity);
  }

  private void fill(long nanos) {
    level = Math.min(capacity, level + (nanos - filledNanos) * capacity / periodNanos);
    filledNanos = nanos;
  }
}
