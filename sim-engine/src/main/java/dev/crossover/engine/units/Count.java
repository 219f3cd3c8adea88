package dev.crossover.engine.units;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole number of things, tokens or requests, optionally with a decimal multiplier: {@code 512},
 * {@code 32k}, {@code 1.5M}, {@code 2B}.
 *
 * @param value at least 0
 */
public record Count(long value) {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)([kKMB]?)");

  public Count {
    if (value < 0) {
      throw new IllegalArgumentException("must not be negative");
    }
  }

  /**
   * Reads a count as written in YAML.
   *
   * @throws IllegalArgumentException with advice when it is not a whole number
   */
  public static Count valueOf(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not a count. Maybe write 512, 32k or 10M");
    }
    try {
      return new Count(scaled(matcher.group(1), matcher.group(2)).longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("is not a whole number below 9.2e18", e);
    }
  }

  static BigDecimal scaled(String digits, String suffix) {
    BigDecimal number = new BigDecimal(digits);
    return switch (suffix) {
      case "k", "K" -> number.movePointRight(3);
      case "M" -> number.movePointRight(6);
      case "B" -> number.movePointRight(9);
      default -> number;
    };
  }
}
