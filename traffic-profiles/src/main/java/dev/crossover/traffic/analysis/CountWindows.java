package dev.crossover.traffic.analysis;

/**
 * Counts arrivals in windows of one width that follow one another from time 0, the empty ones
 * included, and keeps the moments of the counts alone.
 */
public final class CountWindows {
  private final long widthNanos;
  private long window;
  private long count;
  private long closed;
  private double mean;
  private double squares;
  private long peakCount = -1;
  private long peakWindow;

  /**
   * @param widthNanos above 0
   */
  public CountWindows(long widthNanos) {
    if (widthNanos <= 0) {
      throw new IllegalArgumentException("windows of " + widthNanos + " ns");
    }
    this.widthNanos = widthNanos;
  }

  /**
   * Counts one arrival.
   *
   * @param nanos from 0, never before the last one
   */
  public void add(long nanos) {
    long at = nanos / widthNanos;
    if (at < window) {
      throw new IllegalArgumentException("an arrival at " + nanos + " ns lies in a closed window");
    }
    advance(at);
    count++;
  }

  /**
   * Closes the books: of the windows that are over by {@code endNanos}, the moments of the counts.
   * Without one that is over there is nothing to tell, and every figure is 0.
   */
  public Dispersion finish(long endNanos) {
    advance(Math.max(endNanos / widthNanos, window));
    double variance = closed < 2 ? 0 : squares / (closed - 1);
    double idc = mean > 0 ? variance / mean : 0;
    return new Dispersion(
        widthNanos, closed, mean, idc, Math.max(peakCount, 0), peakWindow * widthNanos);
  }

  private void advance(long to) {
    if (to > window) {
      close(count);
      window++;
      count = 0;
      closeEmpty(to - window);
      window = to;
    }
  }

  /** Welford's recurrence. */
  private void close(long value) {
    closed++;
    double before = value - mean;
    mean += before / closed;
    squares += before * (value - mean);
    if (value > peakCount) {
      peakCount = value;
      peakWindow = window;
    }
  }

  /** Many empty windows at once: the two samples are joined by Chan's formula. */
  private void closeEmpty(long windows) {
    if (windows > 0) {
      double total = closed + windows;
      squares += mean * mean * closed * windows / total;
      mean *= closed / total;
      closed += windows;
    }
  }
}
