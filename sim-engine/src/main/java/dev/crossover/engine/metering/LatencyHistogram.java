package dev.crossover.engine.metering;

import dev.crossover.engine.kernel.WideSum;
import org.HdrHistogram.Histogram;

/**
 * Durations: quantiles within 0.1 %, count, sum and maximum exact. Merging is exact and
 * commutative, and so independent of how the durations were grouped.
 */
public final class LatencyHistogram {
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final long PICOS_PER_NANO = 1_000;

  private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
  private final WideSum sumPicos = new WideSum();
  private long count;

  /** The maximum in two parts: a long of picoseconds alone would end after 106 days. */
  private long maxNanos;

  private int maxRemainderPicos;

  /** Records a duration in nanoseconds. */
  public void recordNanos(long nanos) {
    histogram.recordValue(nanos);
    sumPicos.add(nanos, PICOS_PER_NANO);
    count++;
    raiseMax(nanos, 0);
  }

  /** Records {@code times} durations of {@code picos} picoseconds. */
  public void recordPicos(long picos, long times) {
    histogram.recordValueWithCount(picos / PICOS_PER_NANO, times);
    sumPicos.add(picos, times);
    count += times;
    raiseMax(picos / PICOS_PER_NANO, (int) (picos % PICOS_PER_NANO));
  }

  /** Records {@code nanos / parts}, cut to whole picoseconds, so many times. */
  public void recordMeanOf(long nanos, int parts, long times) {
    // Divided before it is multiplied: a product would end after 106 days.
    recordPicos(nanos / parts * PICOS_PER_NANO + nanos % parts * PICOS_PER_NANO / parts, times);
  }

  /**
   * Records {@code firstPicos + j * growthPicos} for j = 0 to steps - 1, each {@code times} times:
   * the same as one by one, but by arithmetic per bucket.
   */
  public void recordLine(long firstPicos, long growthPicos, int steps, long times) {
    long last = firstPicos + growthPicos * (steps - 1L);
    long done = 0;
    while (done < steps) {
      long nanos = (firstPicos + growthPicos * done) / PICOS_PER_NANO;
      long until = growthPicos == 0 ? steps : stepsBelow(nanos, firstPicos, growthPicos, steps);
      histogram.recordValueWithCount(nanos, (until - done) * times);
      done = until;
    }
    sumPicos.add(firstPicos, steps * times);
    sumPicos.add(growthPicos, (long) steps * (steps - 1L) / 2 * times);
    count += steps * times;
    raiseMax(last / PICOS_PER_NANO, (int) (last % PICOS_PER_NANO));
  }

  /** How many steps of the line lie in or below the bucket of {@code nanos}. */
  private long stepsBelow(long nanos, long firstPicos, long growthPicos, int steps) {
    long bucketEndPicos = histogram.nextNonEquivalentValue(nanos) * PICOS_PER_NANO;
    return Math.min(steps, -Math.floorDiv(firstPicos - bucketEndPicos, growthPicos));
  }

  private void raiseMax(long nanos, int remainderPicos) {
    if (nanos > maxNanos || (nanos == maxNanos && remainderPicos > maxRemainderPicos)) {
      maxNanos = nanos;
      maxRemainderPicos = remainderPicos;
    }
  }

  public void add(LatencyHistogram other) {
    if (other.count == 0) {
      return;
    }
    histogram.add(other.histogram);
    sumPicos.add(other.sumPicos);
    count += other.count;
    raiseMax(other.maxNanos, other.maxRemainderPicos);
  }

  public void clear() {
    if (count > 0) {
      histogram.reset();
      sumPicos.clear();
      count = 0;
      maxNanos = 0;
      maxRemainderPicos = 0;
    }
  }

  public long count() {
    return count;
  }

  /** Mean in seconds; NaN when empty. */
  public double meanSeconds() {
    return count == 0 ? Double.NaN : sumPicos.value() / count / 1e12;
  }

  /** The largest duration in seconds; NaN when empty. */
  public double maxSeconds() {
    if (count == 0) {
      return Double.NaN;
    }
    return maxRemainderPicos == 0
        ? maxNanos / 1e9
        : (maxNanos * (double) PICOS_PER_NANO + maxRemainderPicos) / 1e12;
  }

  /**
   * The smallest recorded duration that at least the share {@code q} of all do not exceed, in
   * seconds, as the middle of its bucket and never above the maximum; NaN when empty.
   */
  public double quantileSeconds(double q) {
    if (count == 0) {
      return Double.NaN;
    }
    long nanos = histogram.medianEquivalentValue(histogram.getValueAtPercentile(q * 100));
    return Math.min(nanos / 1e9, maxSeconds());
  }
}
