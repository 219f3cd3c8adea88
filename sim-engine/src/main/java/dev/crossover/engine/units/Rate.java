package dev.crossover.engine.units;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events per unit of time as written: {@code 10M/month}, {@code 3.9/s}, {@code 250/min}.
 *
 * @param amount events, at least 0
 * @param per the unit of time; a month has the length the experiment gives it
 */
public record Rate(BigDecimal amount, Per per) {
  /** The unit of time of a rate. */
  public enum Per {
    SECOND(1_000_000_000L),
    MINUTE(60_000_000_000L),
    HOUR(3_600_000_000_000L),
    DAY(86_400_000_000_000L),
    MONTH(0);

    private final long nanos;

    Per(long nanos) {
      this.nanos = nanos;
    }
  }

  private static final Pattern FORM =
      Pattern.compile("(\\d+(?:\\.\\d+)?)([kKMB]?)\\s*/\\s*(s|sec|min|m|h|hour|d|day|month)");

  public Rate {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("must not be negative");
    }
  }

  /**
   * Reads a rate as written in YAML.
   *
   * @throws IllegalArgumentException with advice when it is not a number per unit of time
   */
  public static Rate valueOf(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not a rate. Maybe write 10M/month, 3.9/s or 250/min");
    }
    return new Rate(
        Count.scaled(matcher.group(1), matcher.group(2)).stripTrailingZeros(),
        unit(matcher.group(3)));
  }

  /** Events per second when a month lasts {@code month}. */
  public double perSecond(TimeSpan month) {
    long nanos = per == Per.MONTH ? month.nanos() : per.nanos;
    return amount.doubleValue() / (nanos / 1e9);
  }

  private static Per unit(String name) {
    return switch (name) {
      case "s", "sec" -> Per.SECOND;
      case "min", "m" -> Per.MINUTE;
      case "h", "hour" -> Per.HOUR;
      case "d", "day" -> Per.DAY;
      default -> Per.MONTH;
    };
  }
}
