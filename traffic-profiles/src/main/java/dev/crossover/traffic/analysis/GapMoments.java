package dev.crossover.traffic.analysis;

/** Mean and coefficient of variation of the gaps between arrivals, in constant memory. */
public final class GapMoments {
  private long gaps;
  private long zeros;
  private double meanNanos;
  private double squares;
  private long last = -1;

  /**
   * Takes the next arrival.
   *
   * @param nanos from 0, never before the last one
   */
  public void add(long nanos) {
    if (last >= 0) {
      double gap = nanos - last;
      gaps++;
      zeros += gap == 0 ? 1 : 0;
      double before = gap - meanNanos;
      meanNanos += before / gaps;
      squares += before * (gap - meanNanos);
    }
    last = nanos;
  }

  /** Standard deviation over mean; 0 where there are no gaps. */
  public double cv() {
    return meanNanos > 0 ? Math.sqrt(squares / gaps) / meanNanos : 0;
  }

  /** Share of the gaps that are 0; near 1 where a recorder's clock ticks slowly. */
  public double zeroShare() {
    return gaps == 0 ? 0 : (double) zeros / gaps;
  }
}
