package dev.crossover.traffic.arrival;

import java.time.Duration;
import java.time.LocalDateTime;

/**
 * When the spikes of one block begin. Repeats after whole days keep their time of the local clock
 * when that is changed; others come after the same elapsed time.
 */
final class SpikeTrain {
  private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

  private final LocalCalendar calendar;
  private final LocalDateTime first;
  private final long firstNanos;

  /** 0 where there is only one. */
  private final long everyNanos;

  SpikeTrain(SpikeSpec spec, LocalCalendar calendar) {
    this.calendar = calendar;
    this.first = spec.at().in(calendar.start());
    this.firstNanos = calendar.nanosAt(first);
    this.everyNanos = spec.every() == null ? 0 : spec.every().nanos();
  }

  /** Nanoseconds from simulated time 0 to spike {@code k}, {@code Long.MAX_VALUE} for none. */
  long beginNanos(long k) {
    if (k == 0) {
      return firstNanos;
    }
    if (everyNanos == 0 || everyNanos > (Long.MAX_VALUE - Math.max(firstNanos, 0)) / k) {
      return Long.MAX_VALUE;
    }
    return everyNanos % DAY_NANOS == 0
        ? calendar.nanosAt(first.plusDays(everyNanos / DAY_NANOS * k))
        : firstNanos + everyNanos * k;
  }

  /** The first spike that begins after an instant, which may lie before time 0. */
  long firstAfter(long nanos) {
    // A change of the clock moves a spike by less than a day, and so by less than one repeat.
    boolean skips = everyNanos != 0 && nanos > firstNanos;
    long k = skips ? Math.max(0, (nanos - firstNanos) / everyNanos - 1) : 0;
    while (beginNanos(k) <= nanos) {
      k++;
    }
    return k;
  }
}
