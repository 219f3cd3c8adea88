package dev.crossover.engine.fleet;

/** A whole number that changes at instants, and its time integral. */
final class LevelMeter {
  private int level;
  private long sinceNanos;
  private long levelNanos;
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
  long integralAt(long nanos) {
    return levelNanos + level * (nanos - sinceNanos);
  }
}
