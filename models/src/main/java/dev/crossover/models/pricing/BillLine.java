package dev.crossover.models.pricing;

import java.math.BigDecimal;

/**
 * One line of a bill; its amount is exactly quantity times unit price.
 *
 * @param item what is paid for, such as {@code GPU on_demand aws/g5.12xlarge}
 * @param unit of the quantity
 */
public record BillLine(
    String item, BigDecimal quantity, String unit, BigDecimal unitPriceUsd, BigDecimal usd) {
  public BillLine {
    if (quantity.multiply(unitPriceUsd).compareTo(usd) != 0) {
      throw new IllegalArgumentException(
          item + ": " + usd + " USD is not " + quantity + " times " + unitPriceUsd);
    }
  }

  static BillLine of(String item, BigDecimal quantity, String unit, BigDecimal unitPriceUsd) {
    BigDecimal exact = Exact.plain(quantity);
    BigDecimal usd = Exact.plain(exact.multiply(unitPriceUsd));
    return new BillLine(item, exact, unit, unitPriceUsd, usd);
  }
}
