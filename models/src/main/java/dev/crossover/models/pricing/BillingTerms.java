package dev.crossover.models.pricing;

import dev.crossover.engine.units.TimeSpan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What turns the use of a window into a month's bill, and what is billed besides use.
 *
 * @param month length of the billed month
 * @param horizon length of the window the ledger covers; use is scaled by month/horizon
 * @param windows how many such windows the ledger sums, one per replication; the bill is their mean
 * @param engineering people's time, for strategies that run a fleet; null for others
 * @param monthlyItems what is billed once a month as it is
 */
public record BillingTerms(
    TimeSpan month,
    TimeSpan horizon,
    int windows,
    @Nullable Engineering engineering,
    List<MonthlyItem> monthlyItems) {
  /**
   * Time of the people who build and run a fleet.
   *
   * @param setupHours once, in the first month
   * @param monthlyHours every month
   */
  public record Engineering(BigDecimal setupHours, BigDecimal monthlyHours, BigDecimal hourlyUsd) {
    public Engineering {
      requireNotNegative("setup_hours", setupHours);
      requireNotNegative("monthly_hours", monthlyHours);
      requireNotNegative("hourly_usd", hourlyUsd);
    }
  }

  /** A fixed amount per month under its own name. */
  public record MonthlyItem(String item, BigDecimal usd) {
    public MonthlyItem {
      requireNotNegative("usd", usd);
    }
  }

  public BillingTerms {
    if (month.nanos() == 0 || horizon.nanos() == 0) {
      throw new IllegalArgumentException("month and horizon must be above 0s");
    }
    if (windows < 1) {
      throw new IllegalArgumentException("a ledger covers at least 1 window, not " + windows);
    }
    monthlyItems = List.copyOf(monthlyItems);
  }

  /** The same terms for a ledger that sums several windows. */
  public BillingTerms overWindows(int count) {
    return new BillingTerms(month, horizon, count, engineering, monthlyItems);
  }

  /** Nanoseconds that the ledger covers, all windows together. */
  BigInteger coveredNanos() {
    return BigInteger.valueOf(horizon.nanos()).multiply(BigInteger.valueOf(windows));
  }

  /** Terms without people's time or fixed items. */
  public static BillingTerms of(TimeSpan month, TimeSpan horizon) {
    return new BillingTerms(month, horizon, 1, null, List.of());
  }

  private static void requireNotNegative(String key, BigDecimal value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException(key + " must not be negative, not " + value);
    }
  }
}
