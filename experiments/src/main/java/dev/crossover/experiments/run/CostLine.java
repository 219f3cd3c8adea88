package dev.crossover.experiments.run;

import java.math.BigDecimal;

/**
 * One line of a bill; its amount is exactly quantity times unit price.
 *
 * @param item what is paid for, such as {@code GPU on_demand aws/g5.12xlarge}
 * @param quantity in units
 * @param unit of the quantity, such as {@code instance-hour}
 * @param unitPriceUsd US dollars per unit
 * @param usd US dollars
 */
public record CostLine(
    String item, BigDecimal quantity, String unit, BigDecimal unitPriceUsd, BigDecimal usd) {
  public CostLine {
    Facts.present(item, "item");
    Facts.present(unit, "unit");
    quantity = Facts.plain(Facts.present(quantity, "quantity"));
    unitPriceUsd = Facts.plain(Facts.present(unitPriceUsd, "unit_price_usd"));
    usd = Facts.plain(Facts.present(usd, "usd"));
    Facts.require(
        quantity.multiply(unitPriceUsd).compareTo(usd) == 0,
        "%s: %s USD is not %s times %s",
        item,
        usd,
        quantity,
        unitPriceUsd);
  }
}
