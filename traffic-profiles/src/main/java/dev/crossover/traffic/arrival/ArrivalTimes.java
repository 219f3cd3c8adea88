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
  private final RateCurve.Cursor rates;
  private final long endNanos;
  private long index;
  private long cell;
  private double positionNanos;
  private double perNano;

  /**
   * @param endNanos arrivals lie in [0, endNanos)
   */
  public ArrivalTimes(ArrivalSpec spec, RateCurve curve, RandomStream draws, long endNanos) {
    this.law = spec.process().gaps(spec);
    this.draws = draws;
    this.rates = curve.cursor();
    this.endNanos = endNanos;
    this.perNano = rates.perNano(0);
  }

  /** The next arrival in nanoseconds, never before the last one, or {@link #NONE}. */
  public long next() {
    double gap = law.gap(draws, index++);
    double left = (RateCurve.CELL_NANOS - positionNanos) * perNano;
    while (gap >= left) {
      gap -= left;
      cell++;
      positionNanos = 0;
      if (cell * RateCurve.CELL_NANOS >= endNanos) {
        return NONE;
      }
      perNano = rates.perNano(cell);
      left = RateCurve.CELL_NANOS * perNano;
    }
    positionNanos += gap / perNano;
    long nanos = cell * RateCurve.CELL_NANOS + (long) positionNanos;
    return nanos < endNanos ? nanos : NONE;
  }
}
