package dev.crossover.engine.units;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a whole: {@code 99.9%} or {@code 0.999}.
 *
 * @param value 0 to 1
 */
public record Share(double value) {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(%?)");

  public Share {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("must lie between 0 and 1, or 0% and 100%. Maybe 99.9%?");
    }
  }

  /**
   * Reads a share as written in YAML.
   *
   * @throws IllegalArgumentException with advice when it is neither a fraction nor a percentage
   */
  public static Share valueOf(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not a share. Maybe write 99.9% or 0.999");
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    return new Share((matcher.group(2).isEmpty() ? number : number.movePointLeft(2)).doubleValue());
  }
}
