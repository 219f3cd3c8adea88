package dev.crossover.experiments.run;

import dev.crossover.engine.metering.MeasurementPlan;
import dev.crossover.engine.units.TimeSpan;
import org.jspecify.annotations.Nullable;

/** How long the windows of a run are: the SLO's own, else a round length with some hundred. */
final class WindowLength {
  private static final long TARGET_WINDOWS = 750;
  private static final String[] ROUND = {
    "1s", "10s", "1m", "5m", "10m", "30m", "1h", "6h", "1d", "7d"
  };

  private WindowLength() {}

  /**
   * The length in nanoseconds.
   *
   * @throws IllegalArgumentException when the SLO's windows would be too many
   */
  static long nanos(@Nullable TimeSpan wanted, TimeSpan horizon) {
    if (wanted != null) {
      requireFew(wanted, horizon);
      return wanted.nanos();
    }
    for (String text : ROUND) {
      TimeSpan length = TimeSpan.valueOf(text);
      if (horizon.nanos() / length.nanos() <= TARGET_WINDOWS) {
        return length.nanos();
      }
    }
    return TimeSpan.valueOf("30d").nanos();
  }

  private static void requireFew(TimeSpan wanted, TimeSpan horizon) {
    if (horizon.nanos() / wanted.nanos() > MeasurementPlan.MAX_WINDOWS) {
      throw new IllegalArgumentException(
          "slo.window (%s) cuts the horizon (%s) into more than %d windows. Maybe 1h?"
              .formatted(wanted, horizon, MeasurementPlan.MAX_WINDOWS));
    }
  }
}
