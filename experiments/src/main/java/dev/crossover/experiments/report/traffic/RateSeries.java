package dev.crossover.experiments.report.traffic;

import dev.crossover.engine.units.TimeSpan;

/** Arrivals counted in equal steps over a span, for drawing. */
final class RateSeries {
  private static final long[] NICE_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200,
    86_400, 172_800, 604_800, 1_209_600, 2_592_000
  };

  private final long stepNanos;
  private final long spanNanos;
  private final long[] counts;

  private RateSeries(long stepNanos, long spanNanos, long[] counts) {
    this.stepNanos = stepNanos;
    this.spanNanos = spanNanos;
    this.counts = counts;
  }

  /** An empty series of at most {@code most} steps of a length one would say. */
  static RateSeries over(long spanNanos, int most) {
    long step = nice(spanNanos, most);
    return new RateSeries(step, spanNanos, new long[(int) ((spanNanos + step - 1) / step)]);
  }

  void add(long nanos) {
    counts[(int) (nanos / stepNanos)]++;
  }

  int steps() {
    return counts.length;
  }

  TimeSpan step() {
    return new TimeSpan(stepNanos);
  }

  long startNanos(int step) {
    return step * stepNanos;
  }

  /** Arrivals per second of a step; the last one may be cut by the span's end. */
  double perSecond(int step) {
    long nanos = Math.min(stepNanos, spanNanos - startNanos(step));
    return counts[step] / (nanos / 1e9);
  }

  double mostPerSecond() {
    double most = 0;
    for (int i = 0; i < counts.length; i++) {
      most = Math.max(most, perSecond(i));
    }
    return most;
  }

  /** The same arrivals in fewer steps, each of them several of these. */
  RateSeries coarser(int most) {
    long wanted = nice(spanNanos, most);
    long several = Math.max(1, (wanted + stepNanos - 1) / stepNanos);
    long[] sums = new long[(int) ((counts.length + several - 1) / several)];
    for (int i = 0; i < counts.length; i++) {
      sums[(int) (i / several)] += counts[i];
    }
    return new RateSeries(several * stepNanos, spanNanos, sums);
  }

  private static long nice(long spanNanos, int most) {
    for (long seconds : NICE_SECONDS) {
      if (spanNanos <= most * seconds * 1_000_000_000L) {
        return seconds * 1_000_000_000L;
      }
    }
    return spanNanos / most + 1;
  }
}
