package dev.crossover.traffic.arrival;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * What the clock on the wall shows at a simulated time, daylight saving included.
 *
 * @param start local time of simulated time 0
 * @param zone where the wall is
 */
public record LocalCalendar(LocalDateTime start, ZoneId zone) {
  /** Local time at {@code nanos} of simulated time. */
  public LocalDateTime at(long nanos) {
    return origin().plusNanos(nanos).toLocalDateTime();
  }

  /**
   * Simulated time at which the wall shows {@code local}, negative before time 0: the first of two
   * where the clock goes back, later by the skipped time where it goes forward past it.
   *
   * @throws ArithmeticException more than 292 years away
   */
  public long nanosAt(LocalDateTime local) {
    return Duration.between(origin(), local.atZone(zone)).toNanos();
  }

  /** Reads the minute of the week of ever later simulated minutes. */
  MinuteCursor cursor() {
    return new MinuteCursor(origin().toEpochSecond(), zone.getRules());
  }

  private ZonedDateTime origin() {
    return start.atZone(zone);
  }

  /** The minute of the week at the middle of simulated minutes, asked for in ascending order. */
  static final class MinuteCursor {
    /** 1 January 1970 was a Thursday: three days after a Monday. */
    private static final long EPOCH_MINUTE_OF_WEEK = 3 * 24 * 60;

    private final long originSecond;
    private final ZoneRules rules;
    private long validBeforeMinute;
    private long shift;

    private MinuteCursor(long originSecond, ZoneRules rules) {
      this.originSecond = originSecond;
      this.rules = rules;
    }

    int minuteOfWeek(long minute) {
      if (minute >= validBeforeMinute) {
        relocate(minute);
      }
      return (int) Math.floorMod(minute + shift, (long) WeekSeason.MINUTES);
    }

    /** Between two changes of the clock local minutes run like simulated ones. */
    private void relocate(long minute) {
      Instant middle = Instant.ofEpochSecond(middleSecond(minute));
      long localSecond = middle.getEpochSecond() + rules.getOffset(middle).getTotalSeconds();
      shift = Math.floorDiv(localSecond, 60L) + EPOCH_MINUTE_OF_WEEK - minute;
      ZoneOffsetTransition change = rules.nextTransition(middle);
      validBeforeMinute =
          change == null
              ? Long.MAX_VALUE
              : Math.floorDiv(change.toEpochSecond() - middleSecond(0) + 59, 60L);
    }

    private long middleSecond(long minute) {
      return originSecond + minute * 60 + 30;
    }
  }
}
