package dev.crossover.traffic.fit;

import java.math.BigDecimal;
import java.math.MathContext;

/** Figures as short as their meaning allows, so that a profile can be read. */
final class Digits {
  private Digits() {}

  /** To so many digits that count. */
  static double rounded(double value, int digits) {
    return decimal(value, digits).doubleValue();
  }

  /** The same without a trailing 0. */
  static BigDecimal decimal(double value, int digits) {
    BigDecimal shortened =
        new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    return shortened.scale() < 0 ? shortened.setScale(0) : shortened;
  }
}
