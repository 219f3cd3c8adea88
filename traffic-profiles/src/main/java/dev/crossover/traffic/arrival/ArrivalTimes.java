package dev.crossover.traffic.arrival;

import dev.crossover.engine.kernel.RandomStream;

/**
 * Arrival times by time change: an operational clock, on which the process has rate 1, is advanced
 * by the gaps, and the rate curve translates it into simulated time. This keeps the law of the gaps
 * under a changing rate, which thinning does not, and makes arrival i come no later where the rate
 * is higher.
 */
public final class ArrivalTimes {
  /** What {@link #next} returns at the end. */
  public static final long NONE = -1;

  private final GapLaw law;
  private final RandomStream draws;
  private final FactorSteps steps;
  private final double perSecond;
  private final long endNanos;
  private long index;
  private long beginNanos;
  private double lengthNanos;
  private double positionNanos;
  private double perNano;

  /**
   * @param perSecond requests per second at a factor of 1
   * @param endNanos arrivals lie in [0, endNanos)
   */
  ArrivalTimes(
      ArrivalSpec spec, FactorSteps steps, double perSecond, RandomStream draws, long endNanos) {
    this.law = spec.process().gaps(spec);
    this.draws = draws;
    this.steps = steps;
    this.perSecond = perSecond;
    this.endNanos = endNanos;
    enter(0);
  }

  /** The next arrival in nanoseconds, never before the last one, or {@link #NONE}. */
  public long next() {
    double gap = law.gap(draws, index++);
    double left = (lengthNanos - positionNanos) * perNano;
    while (gap >= left) {
      gap -= left;
      long end = steps.endNanos();
      if (end >= endNanos) {
        return NONE;
      }
      steps.advance();
      enter(end);
      left = lengthNanos * perNano;
    }
    positionNanos += gap / perNano;
    long nanos = beginNanos + (long) positionNanos;
    return nanos < endNanos ? nanos : NONE;
  }

  private void enter(long begin) {
    beginNanos = begin;
    positionNanos = 0;
    lengthNanos = steps.endNanos() - begin;
    perNano = perSecond * steps.factor() * 1e-9;
  }
}
