package dev.crossover.experiments.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as result files hold them, the same on every JDK: plain decimals without exponent or
 * trailing zeros. A double is rounded half even to ten significant digits, which drops nothing a
 * simulation knows ({@code Double.toString} finds other digits on JDK 17 than on 19 and later,
 * JDK-4511638); an exact decimal keeps all of its digits.
 */
final class DecimalText {
  private static final MathContext TEN_DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);

  private static final MathContext ALL_DIGITS = new MathContext(17, RoundingMode.HALF_EVEN);

  private DecimalText() {}

  /**
   * The text of a finite double.
   *
   * @throws NumberFormatException when it is infinite or not a number
   */
  static String of(double value) {
    return of(new BigDecimal(value).round(TEN_DIGITS));
  }

  /** Enough digits to read the very same double back. */
  static String exact(double value) {
    return of(new BigDecimal(value).round(ALL_DIGITS));
  }

  static String of(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
