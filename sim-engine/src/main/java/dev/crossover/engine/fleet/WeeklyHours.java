package dev.crossover.engine.fleet;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Hours of the week on a local clock, such as Monday to Friday, 08:00 to 18:00. Hours that end at
 * or before their start run past midnight and belong to the day on which they start. Daylight
 * saving is followed. Remembers the last answer; for one thread.
 */
public final class WeeklyHours {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Instant epoch;
  private final ZoneId zone;
  private final Set<DayOfWeek> days;
  private final LocalTime from;
  private final LocalTime to;
  private long knownFrom;
  private long knownUntil = -1;
  private boolean knownOpen;

  /**
   * @param epoch the instant of simulated time 0
   * @param zone whose clock is meant
   * @param days days on which the hours start, at least one
   * @param from first moment inside
   * @param to first moment outside; the same as {@code from} for a whole day
   */
  public WeeklyHours(
      Instant epoch, ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("hours need at least one day");
    }
    this.epoch = epoch;
    this.zone = zone;
    this.days = Set.copyOf(days);
    this.from = from;
    this.to = to;
  }

  /** Whether simulated time {@code nanos} lies inside. */
  public boolean contains(long nanos) {
    if (nanos < knownFrom || nanos >= knownUntil) {
      find(nanos);
    }
    return knownOpen;
  }

  /** The first instant after {@code nanos} at which {@link #contains} may change. */
  public long nextChangeNanos(long nanos) {
    if (nanos < knownFrom || nanos >= knownUntil) {
      find(nanos);
    }
    return knownUntil;
  }

  private void find(long nanos) {
    LocalDate today = epoch.plusNanos(nanos).atZone(zone).toLocalDate();
    knownFrom = nanos;
    knownUntil = Long.MAX_VALUE;
    knownOpen = false;
    for (int offset = -1; offset <= 8; offset++) {
      LocalDate day = today.plusDays(offset);
      if (!days.contains(day.getDayOfWeek())) {
        continue;
      }
      long start = nanosOf(day.atTime(from).atZone(zone));
      LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
      long end = nanosOf(lastDay.atTime(to).atZone(zone));
      if (start <= nanos && nanos < end) {
        knownOpen = true;
        knownUntil = end;
        return;
      }
      if (start > nanos) {
        knownUntil = Math.min(knownUntil, start);
        return;
      }
    }
  }

  private long nanosOf(ZonedDateTime moment) {
    Duration since = Duration.between(epoch, moment.toInstant());
    return since.getSeconds() * NANOS_PER_SECOND + since.getNano();
  }
}
