package dev.crossover.traffic.arrival;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The relative rate of every minute of the local week; its mean is 1. */
public final class WeekSeason {
  static final int MINUTES = 7 * 24 * 60;

  private final double[] minutes;

  private WeekSeason(double[] minutes) {
    this.minutes = minutes;
  }

  /** The week of a profile, flat where it names none. */
  public static WeekSeason of(@Nullable SeasonalitySpec spec) {
    double[] minutes = new double[MINUTES];
    Arrays.fill(minutes, 1);
    if (spec != null) {
      double[] table = scaled(spec.hourTable());
      Interpolation interpolation =
          spec.interpolate() == null ? Interpolation.LINEAR : spec.interpolate();
      for (int hour = 0; hour < table.length; hour++) {
        interpolation.fill(minutes, hour, table);
      }
    }
    return new WeekSeason(minutes);
  }

  /**
   * The rate of a minute relative to the week's mean.
   *
   * @param minuteOfWeek 0 is Monday 00:00, local time
   */
  double at(int minuteOfWeek) {
    return minutes[minuteOfWeek];
  }

  private static double[] scaled(double[] table) {
    double mean = Arrays.stream(table).sum() / table.length;
    return Arrays.stream(table).map(weight -> weight / mean).toArray();
  }
}
