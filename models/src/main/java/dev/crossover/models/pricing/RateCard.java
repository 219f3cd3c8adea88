package dev.crossover.models.pricing;

import dev.crossover.models.catalog.Catalog;
import dev.crossover.models.catalog.HostedModel.TokenPrices;
import dev.crossover.models.catalog.PurchaseOption;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The catalogue's prices as of one day.
 *
 * @param asOf prices that begin later do not count
 */
public record RateCard(Catalog catalog, LocalDate asOf) {
  /** The catalogue's newest prices. */
  public static RateCard newest(Catalog catalog) {
    return new RateCard(catalog, catalog.newestDate());
  }

  /**
   * USD per instance-hour.
   *
   * @throws IllegalArgumentException when the instance is unknown or not sold under the option
   */
  public BigDecimal hourlyUsd(String instance, PurchaseOption option) {
    return catalog.instance(instance).hourlyUsd(option, asOf);
  }

  /**
   * USD per million tokens.
   *
   * @throws IllegalArgumentException when the model is unknown or has no price yet
   */
  public TokenPrices tokenPrices(String model) {
    return catalog.hosted(model).pricesAt(asOf);
  }
}
