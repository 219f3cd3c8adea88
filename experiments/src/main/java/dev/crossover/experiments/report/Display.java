package dev.crossover.experiments.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Quantities as people read them: three digits, a fitting unit, a dash for what does not exist. */
final class Display {
  /** Shown for a quantity that does not exist. */
  static final String ABSENT = "-";

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal TWO_MINUTES = BigDecimal.valueOf(120);
  private static final BigDecimal TWO_HOURS = BigDecimal.valueOf(7200);
  private static final BigDecimal TWO_DAYS = BigDecimal.valueOf(172_800);

  private Display() {}

  /** Such as {@code 312 ms}, {@code 1.24 s}, {@code 5.00 min}, {@code 30.0 d}. */
  static String seconds(@Nullable Double value) {
    if (value == null) {
      return ABSENT;
    }
    BigDecimal seconds = new BigDecimal(value).round(THREE_DIGITS);
    if (seconds.signum() == 0) {
      return "0 s";
    }
    if (seconds.compareTo(BigDecimal.ONE.movePointLeft(3)) < 0) {
      return threeDigits(seconds.movePointRight(6)) + " us";
    }
    if (seconds.compareTo(BigDecimal.ONE) < 0) {
      return threeDigits(seconds.multiply(THOUSAND)) + " ms";
    }
    if (seconds.compareTo(TWO_MINUTES) < 0) {
      return threeDigits(seconds) + " s";
    }
    return longSpan(new BigDecimal(value));
  }

  private static String longSpan(BigDecimal seconds) {
    if (seconds.compareTo(TWO_HOURS) < 0) {
      return over(seconds, 60) + " min";
    }
    if (seconds.compareTo(TWO_DAYS) < 0) {
      return over(seconds, 3600) + " h";
    }
    return over(seconds, 86_400) + " d";
  }

  private static String over(BigDecimal seconds, int unitSeconds) {
    return threeDigits(seconds.divide(BigDecimal.valueOf(unitSeconds), MathContext.DECIMAL64));
  }

  /** A bill's amount in cents, such as {@code $8,167.68}. */
  static String usd(BigDecimal amount) {
    BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP);
    String sign = cents.signum() < 0 ? "-$" : "$";
    return sign + String.format(Locale.ROOT, "%,.2f", cents.abs());
  }

  /** A price per unit: cents from one dollar on, below it three digits. */
  static String unitUsd(@Nullable BigDecimal amount) {
    if (amount == null) {
      return ABSENT;
    }
    boolean small = amount.signum() > 0 && amount.compareTo(BigDecimal.ONE) < 0;
    return small ? "$" + threeDigits(amount) : usd(amount);
  }

  /** A catalogue price with all its digits and at least cents, such as {@code $5.672}. */
  static String exactUsd(BigDecimal amount) {
    BigDecimal plain = amount.stripTrailingZeros();
    return plain.scale() < 2 ? usd(plain) : "$" + plain.toPlainString();
  }

  /** Rounded down, so that 100% means all. */
  static String share(@Nullable Double value) {
    if (value == null) {
      return ABSENT;
    }
    BigDecimal percent =
        new BigDecimal(value).round(new MathContext(12, RoundingMode.HALF_EVEN)).movePointRight(2);
    return DecimalText.of(percent.setScale(3, RoundingMode.FLOOR)) + "%";
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A quantity of a bill: at most three decimals, below one three digits; thousands grouped. */
  static String quantity(BigDecimal value) {
    if (value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0) {
      return DecimalText.of(value.round(THREE_DIGITS));
    }
    BigDecimal rounded = value.setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros();
    int decimals = Math.max(0, rounded.scale());
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }

  /** A plain number of at most six digits and the whole part, such as {@code 8,167.68}. */
  static String number(@Nullable Double value) {
    if (value == null) {
      return ABSENT;
    }
    BigDecimal six = new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN));
    int decimals = Math.max(0, six.stripTrailingZeros().scale());
    return String.format(Locale.ROOT, "%,." + decimals + "f", six);
  }

  private static String threeDigits(BigDecimal value) {
    BigDecimal rounded = value.round(THREE_DIGITS);
    int wholeDigits = rounded.precision() - rounded.scale();
    return rounded.setScale(Math.max(0, 3 - wholeDigits), RoundingMode.UNNECESSARY).toPlainString();
  }
}
