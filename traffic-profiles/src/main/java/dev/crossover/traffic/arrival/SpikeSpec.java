package dev.crossover.traffic.arrival;

import dev.crossover.engine.units.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * A flash crowd: the rate climbs to a multiple of what it would be, stays there, and falls back.
 *
 * @param at local time, as {@code day 3 15:00}, day 1 being that of {@code start}, or {@code
 *     2026-01-07T15:00}
 * @param multiplier the rate at the top over the rate without the spike, above 1
 * @param rampUp straight climb before the top; none unless given
 * @param hold how long the top lasts; 0s unless given
 * @param decay time constant of the exponential fall after the top: 37 % of the extra traffic is
 *     left after it; none unless given
 * @param every time from one such spike to the next; whole days keep the time of the local clock;
 *     only one spike unless given
 */
public record SpikeSpec(
    SpikeTime at,
    double multiplier,
    @Nullable TimeSpan rampUp,
    @Nullable TimeSpan hold,
    @Nullable TimeSpan decay,
    @Nullable TimeSpan every) {
  private static final double MAX_MULTIPLIER = 1e6;
  private static final long MAX_DECAYS_PER_REPEAT = 10;

  public SpikeSpec {
    if (!(multiplier > 1 && multiplier <= MAX_MULTIPLIER)) {
      throw new IllegalArgumentException(
          "multiplier (" + multiplier + ") must lie above 1 and at most at 1e6. Maybe 10");
    }
    if (nanos(rampUp) + nanos(hold) + nanos(decay) == 0) {
      throw new IllegalArgumentException(
          "a spike without ramp_up, hold and decay is none. Maybe hold: 15min");
    }
    if (every != null) {
      checkEvery(every, rampUp, hold, decay);
    }
  }

  /** Falls that pile up without end would be a higher rate, not spikes. */
  private static void checkEvery(
      TimeSpan every,
      @Nullable TimeSpan rampUp,
      @Nullable TimeSpan hold,
      @Nullable TimeSpan decay) {
    if (every.nanos() <= nanos(rampUp) + nanos(hold)) {
      throw new IllegalArgumentException(
          "every (" + every + ") must be longer than ramp_up and hold together. Maybe 7d");
    }
    if (nanos(decay) / MAX_DECAYS_PER_REPEAT > every.nanos()) {
      throw new IllegalArgumentException(
          "decay (" + decay + ") must be at most ten times every (" + every + "). Maybe 30min");
    }
  }

  private static long nanos(@Nullable TimeSpan span) {
    return span == null ? 0 : span.nanos();
  }
}
