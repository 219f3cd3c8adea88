package dev.crossover.traffic.arrival;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code seasonality} block of a profile: traffic over the local week, in relative figures that
 * are scaled to mean 1. Exactly one of a preset, a table of the week, or a table of the day with
 * weights of the days.
 *
 * @param preset name of a shipped table
 * @param hourOfDay 24 weights from midnight; equal where only {@code dayOfWeek} is given
 * @param hourOfDayWeekend 24 weights for Saturday and Sunday, on the scale of {@code hourOfDay}
 * @param dayOfWeek factors on the hours of a day
 * @param hourOfWeek 168 weights from Monday 00:00
 * @param interpolate how hours join; linear unless given
 */
public record SeasonalitySpec(
    @Nullable String preset,
    @Nullable List<Double> hourOfDay,
    @Nullable List<Double> hourOfDayWeekend,
    @Nullable DayWeights dayOfWeek,
    @Nullable List<Double> hourOfWeek,
    @Nullable Interpolation interpolate) {
  private static final int DAY = 24;
  private static final int WEEK = 168;
  private static final List<Double> EQUAL_HOURS = Collections.nCopies(DAY, 1.0);

  public SeasonalitySpec {
    boolean daily = hourOfDay != null || dayOfWeek != null;
    int ways = (preset != null ? 1 : 0) + (hourOfWeek != null ? 1 : 0) + (daily ? 1 : 0);
    if (hourOfDayWeekend != null && hourOfDay == null) {
      throw new IllegalArgumentException(
          "hour_of_day_weekend needs hour_of_day for the other days. Maybe add it");
    }
    if (ways != 1) {
      throw new IllegalArgumentException(
          "give one of preset, hour_of_week, or hour_of_day and day_of_week, not "
              + (ways == 0 ? "none" : "several")
              + ". Maybe preset: azure-chat-2024");
    }
    if (preset != null) {
      SeasonPreset.named(preset);
    }
    hourOfDay = hourOfDay == null ? null : weights("hour_of_day", hourOfDay, DAY);
    hourOfDayWeekend =
        hourOfDayWeekend == null ? null : weights("hour_of_day_weekend", hourOfDayWeekend, DAY);
    hourOfWeek = hourOfWeek == null ? null : weights("hour_of_week", hourOfWeek, WEEK);
    double total = 0;
    for (double weight : table(preset, hourOfDay, hourOfDayWeekend, dayOfWeek, hourOfWeek)) {
      total += weight;
    }
    if (!(total > 0)) {
      throw new IllegalArgumentException("every hour is 0. Maybe give the busy hours 1");
    }
  }

  /** 168 relative figures from Monday 00:00, not yet scaled. */
  double[] hourTable() {
    return table(preset, hourOfDay, hourOfDayWeekend, dayOfWeek, hourOfWeek);
  }

  private static double[] table(
      @Nullable String preset,
      @Nullable List<Double> hourOfDay,
      @Nullable List<Double> hourOfDayWeekend,
      @Nullable DayWeights dayOfWeek,
      @Nullable List<Double> hourOfWeek) {
    if (preset != null) {
      return SeasonPreset.named(preset).hourOfWeek();
    }
    if (hourOfWeek != null) {
      return hourOfWeek.stream().mapToDouble(Double::doubleValue).toArray();
    }
    double[] days = (dayOfWeek == null ? DayWeights.EQUAL : dayOfWeek).weights();
    List<Double> weekday = hourOfDay == null ? EQUAL_HOURS : hourOfDay;
    List<Double> weekend = hourOfDayWeekend == null ? weekday : hourOfDayWeekend;
    double[] table = new double[WEEK];
    for (int hour = 0; hour < WEEK; hour++) {
      int day = hour / DAY;
      table[hour] = days[day] * (day < 5 ? weekday : weekend).get(hour % DAY);
    }
    return table;
  }

  private static List<Double> weights(String key, List<Double> values, int size) {
    if (values.size() != size) {
      throw new IllegalArgumentException(
          key + " has " + values.size() + " values, not " + size + ". Maybe some are missing");
    }
    for (Double value : values) {
      if (value == null || !(value >= 0 && value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            key + " holds " + value + ", but a weight is 0 or more. Maybe a sign is wrong");
      }
    }
    return List.copyOf(values);
  }
}
