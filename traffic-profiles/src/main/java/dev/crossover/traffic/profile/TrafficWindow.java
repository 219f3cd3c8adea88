package dev.crossover.traffic.profile;

import dev.crossover.engine.units.TimeSpan;

/**
 * The stretch of simulated time that traffic is made for: a warm-up from 0, the measured horizon,
 * and the drain after it, in which more requests keep arriving.
 *
 * @param month what a rate per month refers to, above 0
 * @param horizon above 0
 */
public record TrafficWindow(TimeSpan month, TimeSpan warmup, TimeSpan horizon, TimeSpan drain) {
  public TrafficWindow {
    if (month.nanos() == 0) {
      throw new IllegalArgumentException("month must be above 0. Maybe 720h");
    }
    if (horizon.nanos() == 0) {
      throw new IllegalArgumentException("horizon must be above 0. Maybe 30d");
    }
    if (warmup.nanos() + horizon.nanos() + drain.nanos() > TimeSpan.MAX_NANOS) {
      throw new IllegalArgumentException(
          "warmup, horizon and drain together are longer than 20 years, the limit");
    }
  }

  /** Start of the measured window. */
  public long measuredFromNanos() {
    return warmup.nanos();
  }

  /** End of the measured window. */
  public long measuredToNanos() {
    return warmup.nanos() + horizon.nanos();
  }

  /** Nothing arrives from here on. */
  public long endNanos() {
    return measuredToNanos() + drain.nanos();
  }
}
