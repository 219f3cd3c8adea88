package dev.crossover.experiments.spec;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The hours in which a fleet runs.
 *
 * @param days days on which the hours begin; all unless given
 * @param hours on the clock of the time zone
 * @param timezone IANA name; UTC unless given
 * @param closed what happens to requests outside the hours; reject unless given
 */
public record ScheduleSpec(
    @Nullable DaysOfWeek days,
    HourRange hours,
    @Nullable String timezone,
    @Nullable WhenClosed closed) {
  /** What happens to requests while the fleet is off. */
  public enum WhenClosed {
    /** Refused and counted. */
    REJECT,
    /** They wait for the opening. */
    QUEUE
  }

  public ScheduleSpec {
    zone(timezone);
  }

  @Override
  public DaysOfWeek days() {
    return days == null ? DaysOfWeek.ALL : days;
  }

  /** The clock of the hours. */
  public ZoneId zone() {
    return zone(timezone);
  }

  @Override
  public WhenClosed closed() {
    return closed == null ? WhenClosed.REJECT : closed;
  }

  static ZoneId zone(@Nullable String timezone) {
    try {
      return ZoneId.of(timezone == null ? "UTC" : timezone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "timezone is not an IANA name ("
              + Shown.value(String.valueOf(timezone))
              + "). Maybe UTC or Europe/Berlin?",
          e);
    }
  }
}
