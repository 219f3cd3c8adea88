package dev.crossover.experiments.run;

import dev.crossover.engine.fleet.StrategyPlan;
import dev.crossover.models.performance.StepWork;
import dev.crossover.models.pricing.BillingTerms;
import dev.crossover.models.pricing.RateCard;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A strategy of a point, ready to be simulated and billed.
 *
 * @param name in the experiment
 * @param kind who serves
 * @param plan makes the plan anew for each run, so that runs share nothing that changes
 * @param work what the fleet's steps compute, per GPU; null without a fleet
 * @param billing month, horizon and what is billed besides use
 * @param rates the prices
 * @param rules the routing rules as written, in order
 * @param enforced whether missing the SLO is an error
 */
record StrategyScenario(
    String name,
    StrategyKind kind,
    Supplier<StrategyPlan> plan,
    @Nullable StepWork work,
    BillingTerms billing,
    RateCard rates,
    List<String> rules,
    boolean enforced) {}
