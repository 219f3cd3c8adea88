package dev.crossover.traffic.arrival;

/** Reads factors the plain way, to hold them against figures worked by hand. */
final class Steps {
  private Steps() {}

  /** The integral of a factor over [from, to) in seconds; leaves the steps at {@code to}. */
  static double seconds(FactorSteps steps, long fromNanos, long toNanos) {
    double sum = 0;
    long at = 0;
    while (at < toNanos) {
      while (steps.endNanos() <= at) {
        steps.advance();
      }
      long end = Math.min(steps.endNanos(), toNanos);
      long begin = Math.max(at, fromNanos);
      sum += steps.factor() * Math.max(0, end - begin) / 1e9;
      at = end;
    }
    return sum;
  }

  /** The factor at an instant not before the last one asked for. */
  static double at(FactorSteps steps, long nanos) {
    while (steps.endNanos() <= nanos) {
      steps.advance();
    }
    return steps.factor();
  }
}
