package dev.crossover.experiments.spec;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is billed besides GPUs and tokens, and as of when prices are taken.
 *
 * @param engineering people's time, for strategies that run a fleet
 * @param monthly further lines of the bill
 * @param priceDate the day whose prices hold; the newest in the catalogue unless given
 */
public record CostsSpec(
    @Nullable EngineeringSpec engineering,
    @Nullable List<MonthlyItem> monthly,
    @Nullable LocalDate priceDate) {
  private static final BigDecimal MOST = new BigDecimal("1e9");

  static final CostsSpec NONE = new CostsSpec(null, null, null);

  /**
   * People's time: once for the set-up, then every month.
   *
   * @param setupHours hours before the first request; 0 unless given
   * @param monthlyHours hours in every month; 0 unless given
   * @param hourlyUsd what an hour costs
   */
  public record EngineeringSpec(
      @Nullable BigDecimal setupHours, @Nullable BigDecimal monthlyHours, BigDecimal hourlyUsd) {
    public EngineeringSpec {
      bounded("setup_hours", setupHours);
      bounded("monthly_hours", monthlyHours);
      bounded("hourly_usd", hourlyUsd);
    }

    @Override
    public BigDecimal setupHours() {
      return setupHours == null ? BigDecimal.ZERO : setupHours;
    }

    @Override
    public BigDecimal monthlyHours() {
      return monthlyHours == null ? BigDecimal.ZERO : monthlyHours;
    }
  }

  /**
   * A line of the bill that is the same every month.
   *
   * @param item name on the bill
   * @param usd amount a month
   * @param strategies whose bill has it; all unless given
   */
  public record MonthlyItem(String item, BigDecimal usd, @Nullable List<String> strategies) {
    public MonthlyItem {
      Rules.require(!item.isBlank(), "item has no name. Maybe load balancer");
      bounded("usd", usd);
      Rules.distinct("strategies", strategies == null ? List.of() : strategies);
    }

    /** Whether a strategy pays it. */
    public boolean appliesTo(String strategy) {
      return strategies == null || strategies.contains(strategy);
    }
  }

  public CostsSpec {
    monthly = monthly == null ? List.of() : List.copyOf(monthly);
    Rules.distinct("monthly", monthly.stream().map(MonthlyItem::item).toList());
  }

  @Override
  public List<MonthlyItem> monthly() {
    return monthly == null ? List.of() : monthly;
  }

  private static void bounded(String key, @Nullable BigDecimal value) {
    Rules.require(value == null || value.signum() >= 0, key + " must not be negative. Maybe 0?");
    Rules.require(
        value == null || value.compareTo(MOST) <= 0,
        key + " must be at most 1000000000. Maybe check the unit?");
  }
}
