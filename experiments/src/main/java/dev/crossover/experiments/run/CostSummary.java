package dev.crossover.experiments.run;

import dev.crossover.engine.fleet.Outcome;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.metering.UsageLedger;
import dev.crossover.engine.metering.UsageLedger.InstanceUsage;
import dev.crossover.engine.metering.UsageLedger.TokenUsage;
import dev.crossover.engine.request.Fate;
import dev.crossover.models.pricing.BillLine;
import dev.crossover.models.pricing.MonthlyCost;
import dev.crossover.models.pricing.ServedVolume;
import java.util.ArrayList;
import java.util.List;

/** Bills a strategy: the mean over its replications, as one ledger over all their windows. */
final class CostSummary {
  private CostSummary() {}

  static CostResult of(StrategyScenario scenario, List<Outcome> outcomes, StrategyTally tally) {
    List<InstanceUsage> instances = new ArrayList<>();
    List<TokenUsage> hosted = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      instances.addAll(outcome.ledger().instances());
      hosted.addAll(outcome.ledger().hosted());
    }
    MonthlyCost cost =
        MonthlyCost.of(
            new UsageLedger(instances, hosted),
            scenario.rates(),
            scenario.billing().overWindows(outcomes.size()),
            new ServedVolume(
                tally.tokens.prompt,
                tally.tokens.output,
                tally.counts.of(Fate.COMPLETED),
                tally.withinBounds));
    return new CostResult(
        cost.monthlyUsd(),
        cost.firstMonthUsd(),
        lines(cost.lines()),
        lines(cost.setUpLines()),
        cost.usdPerMillionTokens(),
        cost.usdPerMillionOutputTokens(),
        cost.usdPer1kRequests(),
        cost.usdPer1kSloMetRequests());
  }

  private static List<CostLine> lines(List<BillLine> lines) {
    return lines.stream()
        .map(l -> new CostLine(l.item(), l.quantity(), l.unit(), l.unitPriceUsd(), l.usd()))
        .toList();
  }
}
