package dev.crossover.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WeeklyHoursTest {
  private static final long HOUR = 3_600_000_000_000L;

  /** A Monday. */
  private static final Instant EPOCH = Instant.parse("2026-01-05T00:00:00Z");

  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  @Test
  void officeHoursOpenInTheMorningAndStayShutAtTheWeekend() {
    WeeklyHours hours = hours("UTC", WORKDAYS, "08:00", "18:00");
    assertThat(hours.contains(0)).isFalse();
    assertThat(hours.nextChangeNanos(0)).isEqualTo(8 * HOUR);
    assertThat(hours.contains(8 * HOUR)).isTrue();
    assertThat(hours.contains(18 * HOUR)).isFalse();
    long friday = 4 * 24 * HOUR;
    assertThat(hours.nextChangeNanos(friday + 18 * HOUR)).isEqualTo(friday + (72 + 8) * HOUR);
  }

  @Test
  void thirtyDaysFromAMondayHold22OfficeDays() {
    WeeklyHours hours = hours("UTC", WORKDAYS, "08:00", "18:00");
    long open = 0;
    for (long t = 0; t < 30 * 24 * HOUR; t += HOUR) {
      open += hours.contains(t) ? 1 : 0;
    }
    assertThat(open).isEqualTo(220);
  }

  @Test
  void hoursPastMidnightBelongToTheDayTheyStartOn() {
    WeeklyHours hours = hours("UTC", EnumSet.of(DayOfWeek.MONDAY), "22:00", "04:00");
    assertThat(hours.contains(23 * HOUR)).isTrue();
    assertThat(hours.contains(27 * HOUR)).isTrue();
    assertThat(hours.contains(28 * HOUR)).isFalse();
    assertThat(hours.contains(47 * HOUR)).isFalse();
  }

  @Test
  void theSameStartAndEndMeanTheWholeDay() {
    WeeklyHours hours = hours("UTC", EnumSet.allOf(DayOfWeek.class), "00:00", "00:00");
    for (long t = 0; t < 200 * HOUR; t += HOUR / 2) {
      assertThat(hours.contains(t)).isTrue();
    }
  }

  /** Clocks in Prague go forward on 2026-03-29: 08:00 is 07:00 UTC before and 06:00 after. */
  @Test
  void daylightSavingMovesTheHours() {
    WeeklyHours hours = hours("Europe/Prague", EnumSet.allOf(DayOfWeek.class), "08:00", "18:00");
    assertThat(hours.contains(nanos("2026-03-28T06:59:59Z"))).isFalse();
    assertThat(hours.contains(nanos("2026-03-28T07:00:00Z"))).isTrue();
    assertThat(hours.contains(nanos("2026-03-30T05:59:59Z"))).isFalse();
    assertThat(hours.contains(nanos("2026-03-30T06:00:00Z"))).isTrue();
  }

  /** The cached interval must not change an answer, whatever the order of the questions. */
  @Test
  void answersDoNotDependOnEarlierQuestions() {
    WeeklyHours asked = hours("America/New_York", WORKDAYS, "09:30", "01:15");
    java.util.SplittableRandom random = new java.util.SplittableRandom(3);
    for (int i = 0; i < 2_000; i++) {
      long t = random.nextLong(400L * 24 * HOUR);
      WeeklyHours fresh = hours("America/New_York", WORKDAYS, "09:30", "01:15");
      assertThat(asked.contains(t)).as("seed 3, t %d", t).isEqualTo(fresh.contains(t));
      LocalTime clock =
          ZonedDateTime.ofInstant(EPOCH.plusNanos(t), ZoneId.of("America/New_York")).toLocalTime();
      if (clock.isAfter(LocalTime.of(1, 15)) && clock.isBefore(LocalTime.of(9, 30))) {
        assertThat(fresh.contains(t)).isFalse();
      }
    }
  }

  private static long nanos(String instant) {
    return java.time.Duration.between(EPOCH, Instant.parse(instant)).toNanos();
  }

  private static WeeklyHours hours(String zone, Set<DayOfWeek> days, String from, String to) {
    return new WeeklyHours(
        EPOCH, ZoneId.of(zone), days, LocalTime.parse(from), LocalTime.parse(to));
  }
}
