package dev.crossover.experiments.spec;

import dev.crossover.engine.units.TimeSpan;
import dev.crossover.engine.units.WrittenAsScalar;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number that a claim expects, in the unit of the results: {@code 8167.68}, {@code 3M}, {@code
 * 99.9%}, {@code 200ms} (0.2 s).
 *
 * @param value seconds for a time, a fraction for a percentage
 */
@WrittenAsScalar
public record ClaimNumber(BigDecimal value) {
  private static final Pattern FORM =
      Pattern.compile("(-?[0-9]{1,30}(?:\\.[0-9]{1,30})?) ?([kMB%]?|ns|us|ms|s|min|h|d)");

  /**
   * Reads a number as written in YAML.
   *
   * @throws IllegalArgumentException with advice when it is none
   */
  public static ClaimNumber valueOf(String text) {
    Matcher matcher = FORM.matcher(text);
    Rules.require(matcher.matches(), "is not a number. Maybe write 8167.68, 3M, 99.9% or 200ms");
    BigDecimal number = new BigDecimal(matcher.group(1));
    return new ClaimNumber(
        switch (matcher.group(2)) {
          case "" -> number;
          case "k" -> number.movePointRight(3);
          case "M" -> number.movePointRight(6);
          case "B" -> number.movePointRight(9);
          case "%" -> number.movePointLeft(2);
          default -> BigDecimal.valueOf(TimeSpan.valueOf(text).nanos(), 9);
        });
  }
}
