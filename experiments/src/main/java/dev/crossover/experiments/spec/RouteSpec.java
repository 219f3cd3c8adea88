package dev.crossover.experiments.spec;

import dev.crossover.engine.units.WrittenAsScalar;
import org.jspecify.annotations.Nullable;

/**
 * One line of a routing table: a condition or hours, and where requests go.
 *
 * @param when a condition on the fleet; either this or hours
 * @param hours hours of the day
 * @param days days on which the hours begin; all unless given
 * @param timezone of the hours; UTC unless given
 * @param to where requests go
 */
public record RouteSpec(
    @Nullable RouteCondition when,
    @Nullable HourRange hours,
    @Nullable DaysOfWeek days,
    @Nullable String timezone,
    Target to) {
  /** The two sides of a hybrid. */
  public enum Target {
    /** The own fleet. */
    PRIMARY,
    /** The hosted API. */
    FALLBACK
  }

  /**
   * A condition on the fleet: {@code queue_depth >= 16}, or {@code no_replica}.
   *
   * @param queueDepth requests that must wait at least; 0 for "no replica is ready"
   */
  @WrittenAsScalar
  public record RouteCondition(int queueDepth) {
    private static final String QUEUE = "queue_depth *>= *[0-9]{1,9}";

    public RouteCondition {
      Rules.require(queueDepth >= 0, "queue_depth must not be negative");
    }

    /** Reads {@code queue_depth >= 16} or {@code no_replica}. */
    public static RouteCondition valueOf(String text) {
      if (text.equals("no_replica")) {
        return new RouteCondition(0);
      }
      Rules.require(
          text.matches(QUEUE), "is not a condition. Maybe queue_depth >= 16, or no_replica");
      int depth = Integer.parseInt(text.substring(text.lastIndexOf('=') + 1).strip());
      Rules.require(depth > 0, "always holds. Maybe queue_depth >= 1");
      return new RouteCondition(depth);
    }

    /** Whether it holds while no replica is ready, rather than by the queue. */
    public boolean isNoReplica() {
      return queueDepth == 0;
    }
  }

  public RouteSpec {
    Rules.require(
        (when == null) != (hours == null),
        "needs either when or hours. Maybe {when: queue_depth >= 16, to: fallback}");
    Rules.require(days == null || hours != null, "days needs hours. Maybe hours: \"00:00-24:00\"");
    Rules.require(timezone == null || hours != null, "timezone needs hours. Maybe remove it?");
    ScheduleSpec.zone(timezone);
  }

  @Override
  public DaysOfWeek days() {
    return days == null ? DaysOfWeek.ALL : days;
  }

  /** The clock of the hours. */
  public java.time.ZoneId zone() {
    return ScheduleSpec.zone(timezone);
  }
}
