package dev.crossover.models.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Decimal arithmetic of bills: exact but for divisions, which keep 34 digits. */
final class Exact {
  private Exact() {}

  /** {@code amount * numerator / denominator}, exact where it can be written in 34 digits. */
  static BigDecimal scale(BigInteger amount, BigInteger numerator, BigInteger denominator) {
    BigDecimal product = new BigDecimal(amount.multiply(numerator));
    return plain(product.divide(new BigDecimal(denominator), MathContext.DECIMAL128));
  }

  /** The same number without trailing zeros after the point, and never with an exponent. */
  static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
