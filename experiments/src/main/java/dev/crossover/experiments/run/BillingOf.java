package dev.crossover.experiments.run;

import dev.crossover.experiments.spec.CostsSpec.EngineeringSpec;
import dev.crossover.experiments.spec.ExperimentSpec;
import dev.crossover.models.pricing.BillingTerms;
import dev.crossover.models.pricing.BillingTerms.Engineering;
import dev.crossover.models.pricing.BillingTerms.MonthlyItem;
import dev.crossover.traffic.profile.TrafficWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the experiment says is billed besides use. */
final class BillingOf {
  private BillingOf() {}

  /** The terms for one strategy; people's time is billed where it runs a fleet. */
  static BillingTerms terms(
      ExperimentSpec spec, String strategy, boolean runsFleet, TrafficWindow window) {
    List<MonthlyItem> items =
        spec.costs().monthly().stream()
            .filter(item -> item.appliesTo(strategy))
            .map(item -> new MonthlyItem(item.item(), item.usd()))
            .toList();
    return new BillingTerms(
        spec.month(), window.horizon(), 1, runsFleet ? engineering(spec) : null, items);
  }

  private static @Nullable Engineering engineering(ExperimentSpec spec) {
    EngineeringSpec given = spec.costs().engineering();
    return given == null
        ? null
        : new Engineering(given.setupHours(), given.monthlyHours(), given.hourlyUsd());
  }
}
