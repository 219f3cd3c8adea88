package dev.crossover.engine.fleet;

import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.metering.UsageLedger;

/** What one run of one strategy measured, and what it used. */
public record Outcome(StrategyTally tally, UsageLedger ledger) {}
