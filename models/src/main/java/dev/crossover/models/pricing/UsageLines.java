package dev.crossover.models.pricing;

import dev.crossover.engine.metering.UsageLedger;
import dev.crossover.engine.metering.UsageLedger.InstanceUsage;
import dev.crossover.engine.metering.UsageLedger.TokenUsage;
import dev.crossover.models.catalog.HostedModel.TokenPrices;
import dev.crossover.models.catalog.PurchaseOption;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of a month's bill that follow from use: instance-hours and API tokens. */
final class UsageLines {
  private static final BigInteger HOUR_NANOS = BigInteger.valueOf(3_600_000_000_000L);
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000L);

  private final RateCard rates;
  private final BigInteger monthNanos;
  private final BigInteger coveredNanos;
  private final BigInteger windows;

  UsageLines(RateCard rates, BillingTerms terms) {
    this.rates = rates;
    monthNanos = BigInteger.valueOf(terms.month().nanos());
    coveredNanos = terms.coveredNanos();
    windows = BigInteger.valueOf(terms.windows());
  }

  /** One line per instance type and option, then up to three per hosted model. */
  List<BillLine> of(UsageLedger ledger) {
    List<BillLine> lines = new ArrayList<>();
    for (InstanceUsage usage : mergedInstances(ledger).values()) {
      lines.add(instanceLine(usage));
    }
    for (TokenUsage usage : mergedTokens(ledger).values()) {
      addTokenLines(usage, lines);
    }
    return lines;
  }

  private BillLine instanceLine(InstanceUsage usage) {
    PurchaseOption option = PurchaseOption.ofKey(usage.option());
    requireConsistent(usage, option);
    BigDecimal hours =
        option.committed()
            ? Exact.scale(
                BigInteger.valueOf(usage.reserved()), monthNanos, HOUR_NANOS.multiply(windows))
            : Exact.scale(usage.instanceNanos(), monthNanos, coveredNanos.multiply(HOUR_NANOS));
    return BillLine.of(
        "GPU " + option.key() + " " + usage.instance(),
        hours,
        "instance-hour",
        rates.hourlyUsd(usage.instance(), option));
  }

  private static void requireConsistent(InstanceUsage usage, PurchaseOption option) {
    if (option.committed() && usage.reserved() == 0 && usage.instanceNanos().signum() > 0) {
      throw new IllegalArgumentException(
          usage + " ran under a commitment that reserves no instance");
    }
    if (!option.committed() && usage.reserved() > 0) {
      throw new IllegalArgumentException(usage + " reserves instances without a commitment");
    }
  }

  private void addTokenLines(TokenUsage usage, List<BillLine> lines) {
    TokenPrices prices = rates.tokenPrices(usage.model());
    long fresh = usage.promptTokens() - usage.cachedPromptTokens();
    lines.add(tokenLine(usage.model(), "input", fresh, prices.input()));
    if (usage.cachedPromptTokens() > 0) {
      BigDecimal cached = prices.cachedInputOrInput();
      lines.add(tokenLine(usage.model(), "cached_input", usage.cachedPromptTokens(), cached));
    }
    lines.add(tokenLine(usage.model(), "output", usage.outputTokens(), prices.output()));
  }

  private BillLine tokenLine(String model, String kind, long tokens, BigDecimal unitPriceUsd) {
    BigDecimal millions =
        Exact.scale(BigInteger.valueOf(tokens), monthNanos, coveredNanos.multiply(MILLION));
    return BillLine.of("API " + model + " " + kind, millions, "million tokens", unitPriceUsd);
  }

  private static Map<String, InstanceUsage> mergedInstances(UsageLedger ledger) {
    Map<String, InstanceUsage> merged = new LinkedHashMap<>();
    for (InstanceUsage usage : ledger.instances()) {
      merged.merge(
          usage.option() + " " + usage.instance(),
          usage,
          (a, b) ->
              new InstanceUsage(
                  a.instance(),
                  a.option(),
                  a.instanceNanos().add(b.instanceNanos()),
                  Math.addExact(a.reserved(), b.reserved())));
    }
    return merged;
  }

  private static Map<String, TokenUsage> mergedTokens(UsageLedger ledger) {
    Map<String, TokenUsage> merged = new LinkedHashMap<>();
    for (TokenUsage usage : ledger.hosted()) {
      merged.merge(
          usage.model(),
          usage,
          (a, b) ->
              new TokenUsage(
                  a.model(),
                  Math.addExact(a.requests(), b.requests()),
                  Math.addExact(a.promptTokens(), b.promptTokens()),
                  Math.addExact(a.cachedPromptTokens(), b.cachedPromptTokens()),
                  Math.addExact(a.outputTokens(), b.outputTokens())));
    }
    return merged;
  }
}
