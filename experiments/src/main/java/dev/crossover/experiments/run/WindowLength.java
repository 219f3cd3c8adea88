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

  /** The length in nanoseconds. */
  static long nanos(@Nullable TimeSpan wanted, TimeSpan horizon) {
    return wanted == null ? round(horizon) : wanted.nanos();
  }

  /** Whether the SLO's windows would be more than a run can keep. */
  static boolean areTooMany(@Nullable TimeSpan wanted, TimeSpan horizon) {
    return wanted != null && horizon.nanos() / wanted.nanos() > MeasurementPlan.MAX_WINDOWS;
  }

  private static long round(TimeSpan horizon) {
    for (String text : ROUND) {
      TimeSpan length = TimeSpan.valueOf(text);
      if (horizon.nanos() / length.nanos() <= TARGET_WINDOWS) {
        return length.nanos();
      }
    }
    return TimeSpan.valueOf("30d").nanos();
  }
}
