package dev.crossover.models.pricing;

import dev.crossover.engine.metering.UsageLedger;
import dev.crossover.models.pricing.BillingTerms.Engineering;
import dev.crossover.models.pricing.BillingTerms.MonthlyItem;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strategy's bill for a month, and what a unit of its service costs.
 *
 * @param lines what recurs; sums exactly to {@code monthlyUsd}
 * @param setUpLines what the first month costs besides
 * @param monthlyUsd the recurring bill
 * @param firstMonthUsd the recurring bill and set-up
 * @param usdPerMillionTokens recurring bill per million tokens in and out; like the next three null
 *     where nothing was delivered
 */
public record MonthlyCost(
    List<BillLine> lines,
    List<BillLine> setUpLines,
    BigDecimal monthlyUsd,
    BigDecimal firstMonthUsd,
    @Nullable BigDecimal usdPerMillionTokens,
    @Nullable BigDecimal usdPerMillionOutputTokens,
    @Nullable BigDecimal usdPer1kRequests,
    @Nullable BigDecimal usdPer1kSloMetRequests) {
  private static final int MILLION = 1_000_000;
  private static final int THOUSAND = 1_000;

  public MonthlyCost {
    lines = List.copyOf(lines);
    setUpLines = List.copyOf(setUpLines);
    if (sum(lines).compareTo(monthlyUsd) != 0) {
      throw new IllegalArgumentException(
          "lines sum to " + sum(lines) + " USD, not to " + monthlyUsd);
    }
  }

  /**
   * Prices what was used.
   *
   * @throws IllegalArgumentException when something used has no price
   */
  public static MonthlyCost of(
      UsageLedger ledger, RateCard rates, BillingTerms terms, ServedVolume served) {
    List<BillLine> lines = new UsageLines(rates, terms).of(ledger);
    for (MonthlyItem item : terms.monthlyItems()) {
      lines.add(BillLine.of(item.item(), BigDecimal.ONE, "month", item.usd()));
    }
    List<BillLine> setUp = new ArrayList<>();
    addEngineering(terms.engineering(), lines, setUp);
    BigDecimal monthly = sum(lines);
    long tokens = Math.addExact(served.promptTokens(), served.outputTokens());
    return new MonthlyCost(
        lines,
        setUp,
        monthly,
        Exact.plain(monthly.add(sum(setUp))),
        perUnit(monthly, tokens, MILLION, terms),
        perUnit(monthly, served.outputTokens(), MILLION, terms),
        perUnit(monthly, served.requests(), THOUSAND, terms),
        perUnit(monthly, served.sloMetRequests(), THOUSAND, terms));
  }

  private static void addEngineering(
      @Nullable Engineering engineering, List<BillLine> lines, List<BillLine> setUp) {
    if (engineering == null) {
      return;
    }
    if (engineering.monthlyHours().signum() > 0) {
      lines.add(hours("engineering", engineering.monthlyHours(), engineering));
    }
    if (engineering.setupHours().signum() > 0) {
      setUp.add(hours("engineering set-up", engineering.setupHours(), engineering));
    }
  }

  private static BillLine hours(String item, BigDecimal hours, Engineering engineering) {
    return BillLine.of(item, hours, "hour", engineering.hourlyUsd());
  }

  /** The month's bill over the month's volume: the window's, scaled as use is. */
  private static @Nullable BigDecimal perUnit(
      BigDecimal monthlyUsd, long windowCount, int unit, BillingTerms terms) {
    if (windowCount == 0) {
      return null;
    }
    BigDecimal scaled =
        monthlyUsd
            .multiply(BigDecimal.valueOf(unit))
            .multiply(new BigDecimal(terms.coveredNanos()));
    BigDecimal month = BigDecimal.valueOf(terms.month().nanos());
    BigDecimal count = BigDecimal.valueOf(windowCount).multiply(month);
    return Exact.plain(scaled.divide(count, MathContext.DECIMAL128));
  }

  private static BigDecimal sum(List<BillLine> lines) {
    BigDecimal total = BigDecimal.ZERO;
    for (BillLine line : lines) {
      total = total.add(line.usd());
    }
    return Exact.plain(total);
  }
}
