package dev.crossover.traffic.length;

import dev.crossover.engine.units.TimeSpan;

/** The law of a length of time, by inversion: one uniform draw, one duration. */
public final class DurationDistribution {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Seconds that no simulation can tell from none. */
  private static final double NEGLIGIBLE_SECONDS = 1e-6;

  private final Law law;
  private final InverseTable table;
  private final long minNanos;
  private final long maxNanos;

  private DurationDistribution(Law law, long minNanos, long maxNanos) {
    this.law = law;
    this.table = new InverseTable(law, NEGLIGIBLE_SECONDS);
    this.minNanos = minNanos;
    this.maxNanos = maxNanos;
  }

  /** Compiles a block. */
  public static DurationDistribution of(DurationSpec spec) {
    TimeSpan min = spec.min();
    TimeSpan max = spec.max();
    return new DurationDistribution(
        spec.law(), min == null ? 0 : min.nanos(), max == null ? TimeSpan.MAX_NANOS : max.nanos());
  }

  /** Nanoseconds, non-decreasing in {@code uniform}, which lies in (0, 1). */
  public long nanos(double uniform) {
    double nanos = table.quantile(uniform) * NANOS_PER_SECOND;
    return Math.min(Math.max((long) (nanos + 0.5), minNanos), maxNanos);
  }

  /** Expected nanoseconds. */
  public double meanNanos() {
    return NANOS_PER_SECOND
        * law.heldMean(minNanos / NANOS_PER_SECOND, maxNanos / NANOS_PER_SECOND);
  }
}
