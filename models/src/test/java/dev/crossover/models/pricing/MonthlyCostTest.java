package dev.crossover.models.pricing;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.metering.UsageLedger;
import dev.crossover.engine.metering.UsageLedger.InstanceUsage;
import dev.crossover.engine.metering.UsageLedger.TokenUsage;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.models.catalog.Catalog;
import dev.crossover.models.catalog.InstanceType;
import dev.crossover.models.pricing.BillingTerms.Engineering;
import dev.crossover.models.pricing.BillingTerms.MonthlyItem;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonthlyCostTest {
  private static final long HOUR = 3_600_000_000_000L;
  private static final TimeSpan MONTH = TimeSpan.valueOf("720h");
  private static final BillingTerms FULL_MONTH = BillingTerms.of(MONTH, TimeSpan.valueOf("30d"));
  private static final RateCard RATES = RateCard.newest(CATALOG);
  private static final ServedVolume NOTHING = new ServedVolume(0, 0, 0, 0);

  @Test
  void twoBoxesForThirtyDaysCostWhatTheArticleSays() {
    MonthlyCost cost = MonthlyCost.of(onDemand(2 * 720 * HOUR), RATES, FULL_MONTH, NOTHING);
    assertThat(cost.lines())
        .containsExactly(
            new BillLine(
                "GPU on_demand aws/g5.12xlarge",
                new BigDecimal("1440"),
                "instance-hour",
                new BigDecimal("5.672"),
                new BigDecimal("8167.68")));
    assertThat(cost.monthlyUsd()).isEqualTo(new BigDecimal("8167.68"));
    assertThat(cost.firstMonthUsd()).isEqualTo(cost.monthlyUsd());
  }

  /** The article's first month: 40 hours at $150 on top. */
  @Test
  void setUpIsPaidInTheFirstMonthOnly() {
    Engineering engineering = new Engineering(usd("40"), usd("10"), usd("150"));
    List<MonthlyItem> items = List.of(new MonthlyItem("load balancer", usd("16")));
    BillingTerms terms = new BillingTerms(MONTH, TimeSpan.valueOf("30d"), 1, engineering, items);
    MonthlyCost cost = MonthlyCost.of(onDemand(2 * 720 * HOUR), RATES, terms, NOTHING);
    assertThat(cost.lines())
        .extracting(BillLine::item)
        .containsExactly("GPU on_demand aws/g5.12xlarge", "load balancer", "engineering");
    assertThat(cost.monthlyUsd()).isEqualByComparingTo("9683.68"); // 8167.68 + 16 + 1500
    assertThat(cost.setUpLines()).extracting(BillLine::item).containsExactly("engineering set-up");
    assertThat(cost.firstMonthUsd()).isEqualByComparingTo("15683.68");
  }

  /** 7 days measured, a month of 720 h: use counts 30/7 times, also where that never ends. */
  @Test
  void useIsScaledToTheMonthAndLinesStayExact() {
    BillingTerms week = BillingTerms.of(MONTH, TimeSpan.valueOf("7d"));
    MonthlyCost even = MonthlyCost.of(onDemand(168 * HOUR), RATES, week, NOTHING);
    assertThat(even.lines().get(0).quantity()).isEqualByComparingTo("720");
    MonthlyCost odd = MonthlyCost.of(onDemand(100 * HOUR), RATES, week, NOTHING);
    BillLine line = odd.lines().get(0);
    assertThat(line.quantity()).isEqualTo(usd("428.5714285714285714285714285714286"));
    assertThat(line.usd()).isEqualByComparingTo(line.quantity().multiply(usd("5.672")));
  }

  @Test
  void aReservationIsBilledForTheWholeMonthUsedOrNot() {
    String expected = "5145.6384"; // 2 x 720 h x 3.57336
    for (long nanos : new long[] {0, HOUR, 1440 * HOUR}) {
      UsageLedger ledger =
          instances(new InstanceUsage("aws/g5.12xlarge", "reserved_1yr", nanos, 2));
      for (String horizon : new String[] {"7d", "30d"}) {
        BillingTerms terms = BillingTerms.of(MONTH, TimeSpan.valueOf(horizon));
        MonthlyCost cost = MonthlyCost.of(ledger, RATES, terms, NOTHING);
        assertThat(cost.monthlyUsd()).isEqualByComparingTo(expected);
      }
    }
  }

  /** 1,000,000 prompt tokens, a quarter of them cached, and 500,000 out, on GPT-4o mini. */
  @Test
  void tokensAreBilledByKind() {
    UsageLedger ledger =
        new UsageLedger(
            List.of(),
            List.of(new TokenUsage("openai/gpt-4o-mini", 10, 1_000_000, 250_000, 500_000)));
    ServedVolume served = new ServedVolume(1_000_000, 500_000, 2_000, 500);
    MonthlyCost cost = MonthlyCost.of(ledger, RATES, FULL_MONTH, served);
    assertThat(cost.lines())
        .extracting(line -> line.item() + " " + line.quantity() + " " + line.usd())
        .containsExactly(
            "API openai/gpt-4o-mini input 0.75 0.1125",
            "API openai/gpt-4o-mini cached_input 0.25 0.01875",
            "API openai/gpt-4o-mini output 0.5 0.3");
    assertThat(cost.monthlyUsd()).isEqualByComparingTo("0.43125");
    assertThat(cost.usdPerMillionTokens()).isEqualByComparingTo("0.2875");
    assertThat(cost.usdPerMillionOutputTokens()).isEqualByComparingTo("0.8625");
    assertThat(cost.usdPer1kRequests()).isEqualByComparingTo("0.215625");
    assertThat(cost.usdPer1kSloMetRequests()).isEqualByComparingTo("0.8625");
  }

  @Test
  void aUnitCostWithoutUnitsDoesNotExist() {
    MonthlyCost cost = MonthlyCost.of(onDemand(HOUR), RATES, FULL_MONTH, NOTHING);
    assertThat(cost.usdPerMillionTokens()).isNull();
    assertThat(cost.usdPerMillionOutputTokens()).isNull();
    assertThat(cost.usdPer1kRequests()).isNull();
    assertThat(cost.usdPer1kSloMetRequests()).isNull();
  }

  /** $5 of a window of 15 days that served 1,000 requests is $10 and 2,000 a month. */
  @Test
  void unitCostsDoNotDependOnTheWindowsLength() {
    ServedVolume served = new ServedVolume(0, 0, 1_000, 1_000);
    BillingTerms half = BillingTerms.of(MONTH, TimeSpan.valueOf("15d"));
    MonthlyCost cost = MonthlyCost.of(onDemand(HOUR), RATES, half, served);
    assertThat(cost.monthlyUsd()).isEqualByComparingTo("11.344");
    assertThat(cost.usdPer1kRequests()).isEqualByComparingTo("5.672");
  }

  @Test
  void rowsOfOneKindShareALine() {
    InstanceUsage row = new InstanceUsage("aws/g5.12xlarge", "on_demand", 720 * HOUR, 0);
    TokenUsage tokens = new TokenUsage("openai/gpt-4", 1, 1_000_000, 0, 0);
    MonthlyCost cost =
        MonthlyCost.of(
            new UsageLedger(List.of(row, row), List.of(tokens, tokens)),
            RATES,
            FULL_MONTH,
            NOTHING);
    assertThat(cost.lines())
        .extracting(line -> line.item() + " " + line.usd())
        .containsExactly(
            "GPU on_demand aws/g5.12xlarge 8167.68",
            "API openai/gpt-4 input 60",
            "API openai/gpt-4 output 0");
  }

  @Test
  void twiceThePricesIsTwiceTheCost() {
    UsageLedger ledger =
        instances(
            new InstanceUsage("aws/g5.12xlarge", "on_demand", 123 * HOUR + 7, 0),
            new InstanceUsage("aws/g5.xlarge", "reserved_1yr", 5, 3));
    BillingTerms terms = BillingTerms.of(MONTH, TimeSpan.valueOf("11d"));
    BigDecimal once = MonthlyCost.of(ledger, RATES, terms, NOTHING).monthlyUsd();
    RateCard dear = RateCard.newest(withDoublePrices());
    BigDecimal twice = MonthlyCost.of(ledger, dear, terms, NOTHING).monthlyUsd();
    assertThat(twice).isEqualByComparingTo(once.add(once));
  }

  @Test
  void anIdleFleetCostsHoursTimesRate() {
    for (InstanceType instance : CATALOG.instances()) {
      UsageLedger ledger = instances(new InstanceUsage(instance.id(), "on_demand", 720 * HOUR, 0));
      BigDecimal hourly =
          instance.prices().get(instance.prices().size() - 1).usdPerHour().get("on_demand");
      assertThat(MonthlyCost.of(ledger, RATES, FULL_MONTH, NOTHING).monthlyUsd())
          .isEqualByComparingTo(hourly.multiply(usd("720")));
    }
  }

  @Test
  void whatHasNoPriceOrNoSenseIsRefused() {
    assertThatThrownBy(() -> bill(new InstanceUsage("aws/g7e.2xlarge", "reserved_1yr", HOUR, 1)))
        .hasMessageContaining("has no reserved_1yr price");
    assertThatThrownBy(() -> bill(new InstanceUsage("aws/g5.xlarge", "reserved_1yr", HOUR, 0)))
        .hasMessageContaining("reserves no instance");
    assertThatThrownBy(() -> bill(new InstanceUsage("aws/g5.xlarge", "on_demand", HOUR, 1)))
        .hasMessageContaining("without a commitment");
    assertThatThrownBy(() -> new BillLine("x", usd("2"), "hour", usd("3"), usd("7")))
        .hasMessageContaining("7 USD is not 2 times 3");
    assertThatThrownBy(() -> BillingTerms.of(MONTH, TimeSpan.ZERO)).hasMessageContaining("0s");
  }

  private static MonthlyCost bill(InstanceUsage usage) {
    return MonthlyCost.of(instances(usage), RATES, FULL_MONTH, NOTHING);
  }

  private static UsageLedger onDemand(long nanos) {
    return instances(new InstanceUsage("aws/g5.12xlarge", "on_demand", nanos, 0));
  }

  private static UsageLedger instances(InstanceUsage... usage) {
    return new UsageLedger(List.of(usage), List.of());
  }

  private static BigDecimal usd(String text) {
    return new BigDecimal(text);
  }

  private static Catalog withDoublePrices() {
    List<InstanceType> dear = CATALOG.instances().stream().map(MonthlyCostTest::doubled).toList();
    return CATALOG.overlay(new Catalog(List.of(), List.of(), dear, List.of()));
  }

  private static InstanceType doubled(InstanceType i) {
    List<InstanceType.DatedPrices> prices =
        i.prices().stream()
            .map(p -> new InstanceType.DatedPrices(p.validFrom(), doubled(p.usdPerHour()), "test"))
            .toList();
    return new InstanceType(
        i.id(),
        i.name(),
        i.source(),
        i.validFrom(),
        i.cloud(),
        i.region(),
        i.gpu(),
        i.gpus(),
        i.interconnect(),
        i.vcpus(),
        i.ramGib(),
        i.startup(),
        prices);
  }

  private static Map<String, BigDecimal> doubled(Map<String, BigDecimal> prices) {
    Map<String, BigDecimal> doubled = new LinkedHashMap<>();
    prices.forEach((option, usd) -> doubled.put(option, usd.add(usd)));
    return doubled;
  }
}
