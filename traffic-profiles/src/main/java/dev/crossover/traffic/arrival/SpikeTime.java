package dev.crossover.traffic.arrival;

import dev.crossover.engine.units.WrittenAsScalar;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A local time, by date or by the day of the simulation: {@code 2026-01-07T15:00} or {@code day 3
 * 15:00}.
 *
 * @param day from 1, the day of {@code start}; 0 where there is a date
 * @param time of that day; null where there is a date
 * @param date null where there is a day
 */
@WrittenAsScalar
public record SpikeTime(int day, @Nullable LocalTime time, @Nullable LocalDateTime date) {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2200;
  private static final Pattern BY_DAY =
      Pattern.compile("day (\\d{1,4}) (\\d{2}:\\d{2}(?::\\d{2})?)");

  public SpikeTime {
    if (date == null && (day < 1 || time == null)) {
      throw new IllegalArgumentException("is before day 1. Maybe day 1 12:00");
    }
    if (date != null && (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR)) {
      throw new IllegalArgumentException("must lie between 1970 and 2200. Maybe 2026-01-07T15:00");
    }
  }

  /** Reads either form as written in YAML. */
  public static SpikeTime valueOf(String text) {
    Matcher matcher = BY_DAY.matcher(text.strip());
    try {
      return matcher.matches()
          ? new SpikeTime(
              Integer.parseInt(matcher.group(1)), LocalTime.parse(matcher.group(2)), null)
          : new SpikeTime(0, null, LocalDateTime.parse(text.strip()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "is no local time. Maybe day 3 15:00 or 2026-01-07T15:00", e);
    }
  }

  /** The local time in a simulation that begins at {@code start}. */
  LocalDateTime in(LocalDateTime start) {
    return date != null || time == null
        ? Objects.requireNonNull(date)
        : start.toLocalDate().plusDays(day - 1L).atTime(time);
  }
}
