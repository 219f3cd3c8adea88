package dev.crossover.engine.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of simulated time, written with its unit: {@code 250us}, {@code 500ms}, {@code 2.5s},
 * {@code 10m} or {@code 10min}, {@code 720h}, {@code 30d}, {@code 2w}.
 *
 * @param nanos nanoseconds, 0 to 20 years
 */
public record TimeSpan(long nanos) implements Comparable<TimeSpan> {
  public static final TimeSpan ZERO = new TimeSpan(0);

  /** The longest span anything in a simulation may last: 20 years of 365 days. */
  public static final long MAX_NANOS = 20L * 365 * 86_400 * 1_000_000_000L;

  private static final Pattern FORM =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|ms|s|sec|m|min|h|hour|d|day|w)");

  public TimeSpan {
    if (nanos < 0 || nanos > MAX_NANOS) {
      throw new IllegalArgumentException("a time span must lie between 0s and 20 years");
    }
  }

  /**
   * Reads a span as written in YAML.
   *
   * @throws IllegalArgumentException with advice when the text is not a number followed by a unit
   */
  public static TimeSpan valueOf(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "is not a duration. Maybe write a number with a unit: 500ms, 30s, 10m, 720h, 30d");
    }
    BigDecimal nanos =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitNanos(matcher.group(2))));
    if (nanos.compareTo(BigDecimal.valueOf(MAX_NANOS)) > 0) {
      throw new IllegalArgumentException("is longer than 20 years, the limit. Maybe 30d?");
    }
    return new TimeSpan(nanos.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
  }

  public static TimeSpan ofSeconds(long seconds) {
    return new TimeSpan(Math.multiplyExact(seconds, 1_000_000_000L));
  }

  public double seconds() {
    return nanos / 1e9;
  }

  private static long unitNanos(String unit) {
    return switch (unit) {
      case "ns" -> 1L;
      case "us" -> 1_000L;
      case "ms" -> 1_000_000L;
      case "s", "sec" -> 1_000_000_000L;
      case "m", "min" -> 60_000_000_000L;
      case "h", "hour" -> 3_600_000_000_000L;
      case "d", "day" -> 86_400_000_000_000L;
      default -> 604_800_000_000_000L;
    };
  }

  @Override
  public int compareTo(TimeSpan other) {
    return Long.compare(nanos, other.nanos);
  }

  /** The same span with the largest unit that keeps it a whole number. */
  @Override
  public String toString() {
    for (String unit : new String[] {"d", "h", "m", "s", "ms", "us"}) {
      if (nanos % unitNanos(unit) == 0 && (nanos > 0 || unit.equals("s"))) {
        return nanos / unitNanos(unit) + unit;
      }
    }
    return nanos + "ns";
  }
}
