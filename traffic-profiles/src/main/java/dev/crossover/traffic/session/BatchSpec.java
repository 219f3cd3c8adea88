package dev.crossover.traffic.session;

import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.engine.units.WrittenAsScalar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job of many requests that begins at a time of the day, in place of a rate.
 *
 * @param requests of one job
 * @param at local time at which the job begins
 * @param days on which it does; every day unless given
 * @param maxConcurrency requests in flight at most; all at once unless given
 * @param deadline from the beginning: what has no answer by then has failed; none unless given
 */
public record BatchSpec(
    Count requests,
    ClockTime at,
    @Nullable List<Weekday> days,
    @Nullable Count maxConcurrency,
    @Nullable TimeSpan deadline) {
  private static final long MAX_REQUESTS = 1_000_000_000;

  public BatchSpec {
    if (requests.value() < 1 || requests.value() > MAX_REQUESTS) {
      throw new IllegalArgumentException("requests must lie between 1 and 1e9. Maybe 300k");
    }
    if (maxConcurrency != null && maxConcurrency.value() < 1) {
      throw new IllegalArgumentException("max_concurrency must be at least 1. Maybe 512");
    }
    if (deadline != null && deadline.nanos() == 0) {
      throw new IllegalArgumentException("deadline must be above 0s. Maybe 6h");
    }
    days = days == null ? null : List.copyOf(days);
    if (days != null && (days.isEmpty() || days.stream().distinct().count() != days.size())) {
      throw new IllegalArgumentException("days must name each day once. Maybe [mon, tue]");
    }
  }

  /** Whether a job begins on such a day. */
  boolean runsOn(DayOfWeek day) {
    return days == null || days.contains(Weekday.values()[day.getValue() - 1]);
  }

  /** A day of the week. */
  public enum Weekday {
    /** Monday. */
    MON,
    /** Tuesday. */
    TUE,
    /** Wednesday. */
    WED,
    /** Thursday. */
    THU,
    /** Friday. */
    FRI,
    /** Saturday. */
    SAT,
    /** Sunday. */
    SUN
  }

  /**
   * A time of the day, as {@code 01:00}.
   *
   * @param time local
   */
  @WrittenAsScalar
  public record ClockTime(LocalTime time) {
    /** Reads hours and minutes as written in YAML. */
    public static ClockTime valueOf(String text) {
      try {
        return new ClockTime(LocalTime.parse(text));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("is no time of the day. Maybe 01:00", e);
      }
    }
  }
}
