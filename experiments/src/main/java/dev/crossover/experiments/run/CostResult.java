package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strategy's bill for a month, mean over replications, in exact US dollars.
 *
 * @param monthlyUsd the exact sum of the lines
 * @param firstMonthUsd monthlyUsd and the set-up lines
 * @param lines what recurs
 * @param setupLines what the first month costs besides
 * @param usdPerMillionTokens monthly bill per million tokens in and out; like the other unit costs
 *     null where nothing was delivered
 * @param usdPerMillionOutputTokens per million tokens out
 * @param usdPer1kRequests per thousand completed requests
 * @param usdPer1kSloMetRequests per thousand requests within the SLO's request-level bounds
 */
public record CostResult(
    BigDecimal monthlyUsd,
    BigDecimal firstMonthUsd,
    List<CostLine> lines,
    List<CostLine> setupLines,
    @Nullable BigDecimal usdPerMillionTokens,
    @Nullable BigDecimal usdPerMillionOutputTokens,
    @JsonProperty("usd_per_1k_requests") @Nullable BigDecimal usdPer1kRequests,
    @JsonProperty("usd_per_1k_slo_met_requests") @Nullable BigDecimal usdPer1kSloMetRequests) {
  public CostResult {
    monthlyUsd = Facts.plain(Facts.present(monthlyUsd, "monthly_usd"));
    firstMonthUsd = Facts.plain(Facts.present(firstMonthUsd, "first_month_usd"));
    lines = Facts.copy(lines, "lines");
    setupLines = Facts.copy(setupLines, "setup_lines");
    usdPerMillionTokens = Facts.plainOrNull(usdPerMillionTokens);
    usdPerMillionOutputTokens = Facts.plainOrNull(usdPerMillionOutputTokens);
    usdPer1kRequests = Facts.plainOrNull(usdPer1kRequests);
    usdPer1kSloMetRequests = Facts.plainOrNull(usdPer1kSloMetRequests);
    requireSum(lines, monthlyUsd, "monthly_usd");
    requireSum(setupLines, firstMonthUsd.subtract(monthlyUsd), "first_month_usd - monthly_usd");
  }

  private static void requireSum(List<CostLine> lines, BigDecimal total, String name) {
    BigDecimal sum = lines.stream().map(CostLine::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    Facts.require(
        sum.compareTo(total) == 0, "lines sum to %s USD, not to %s (%s)", sum, name, total);
  }
}
