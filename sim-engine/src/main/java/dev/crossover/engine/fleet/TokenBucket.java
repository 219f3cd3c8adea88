package dev.crossover.engine.fleet;

/**
 * A rate limit: filled continuously up to one period's worth, emptied by what is admitted. A level
 * below zero is a debt that has to be refilled first.
 */
final class TokenBucket {
  private final double capacity;
  private final double periodNanos;
  private double level;
  private long levelNanos;

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
    return levelAt(nanos) >= amount;
  }

  void take(long amount, long nanos) {
    level = levelAt(nanos) - amount;
    levelNanos = nanos;
  }

  void giveBack(long amount, long nanos) {
    level = Math.min(capacity, levelAt(nanos) + amount);
    levelNanos = nanos;
  }

  /**
   * The fewest nanoseconds after which the bucket {@link #holds} {@code amount}, at most its
   * capacity, if nothing else takes from it.
   */
  long nanosUntil(long amount, long nanos) {
    if (!canEverHold(amount)) {
      throw new IllegalArgumentException(amount + " tokens never fit into " + capacity);
    }
    long wait = Math.max(0, (long) ((amount - levelAt(nanos)) * periodNanos / capacity) - 1);
    while (!holds(amount, nanos + wait)) {
      wait++;
    }
    return wait;
  }

  /** Looking changes nothing, so that an instant's level does not depend on who looked before. */
  private double levelAt(long nanos) {
    return Math.min(capacity, level + (nanos - levelNanos) * capacity / periodNanos);
  }
}
