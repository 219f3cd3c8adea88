package dev.crossover.experiments.spec;

import dev.crossover.engine.units.WrittenAsScalar;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of a day: {@code 08:00-18:00}; {@code 22:00-04:00} runs past midnight, {@code 00:00-24:00}
 * is all day.
 *
 * @param from first moment inside
 * @param to first moment outside; the same as {@code from} for a whole day
 */
@WrittenAsScalar
public record HourRange(LocalTime from, LocalTime to) {
  private static final Pattern FORM =
      Pattern.compile(
          "([01]?[0-9]|2[0-3]):([0-5][0-9]) ?- ?(?:(24):00|([01]?[0-9]|2[0-3]):([0-5][0-9]))");

  /**
   * Reads hours as written in YAML.
   *
   * @throws IllegalArgumentException with advice when they are none
   */
  public static HourRange valueOf(String text) {
    Matcher matcher = FORM.matcher(text);
    Rules.require(matcher.matches(), "is not a range of hours. Maybe write \"08:00-18:00\"");
    LocalTime from = time(matcher.group(1), matcher.group(2));
    boolean midnight = matcher.group(3) != null;
    LocalTime to = midnight ? LocalTime.MIDNIGHT : time(matcher.group(4), matcher.group(5));
    Rules.require(
        midnight || !from.equals(to), "is empty. Maybe \"00:00-24:00\" for the whole day");
    return new HourRange(from, to);
  }

  private static LocalTime time(String hour, String minute) {
    return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
  }
}
