package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.serving.AcceptanceRates;
import dev.crossover.engine.serving.DraftAcceptance;

/**
 * The accepted drafts of one request: one draw per number of output tokens it may have, so that it
 * fares alike under every strategy and after a preemption.
 */
final class DrawnAcceptance implements DraftAcceptance {
  /** No answer is as long as 2^27 tokens. */
  private static final int OUTPUT_BITS = 27;

  private final AcceptanceRates rates;
  private final RandomStream draws;

  /** The arrival's id. */
  long requestId;

  DrawnAcceptance(AcceptanceRates rates, RandomStream draws) {
    this.rates = rates;
    this.draws = draws;
  }

  @Override
  public int accepted(int verification, int outputIndex) {
    return rates.accepted(draws.uniform((requestId << OUTPUT_BITS) + outputIndex));
  }
}
