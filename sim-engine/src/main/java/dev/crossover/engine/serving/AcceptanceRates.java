package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * How likely a model accepts its drafts: by position, the probability that this draft and all
 * before it are accepted, as vLLM reports it (spec_decode_per_position_acceptance_rates).
 */
public final class AcceptanceRates {
  private final double[] rates;

  private AcceptanceRates(double[] rates) {
    this.rates = rates;
  }

  /**
   * Rates of the first, second, ... draft.
   *
   * @param rates from 0 to 1, none above the one before it
   */
  public static AcceptanceRates of(double... rates) {
    double before = 1;
    for (double rate : rates) {
      if (!(rate >= 0 && rate <= before)) {
        throw new IllegalArgumentException(
            "acceptance rates must fall from at most 1 to at least 0, not "
                + Arrays.toString(rates));
      }
      before = rate;
    }
    return new AcceptanceRates(rates.clone());
  }

  /**
   * Drafts that are accepted independently of each other, as long as all before them are.
   *
   * @param rate of one draft, from 0 to 1
   * @param drafts how many there are, not negative
   */
  public static AcceptanceRates perToken(double rate, int drafts) {
    double[] rates = new double[drafts];
    double product = 1;
    for (int i = 0; i < drafts; i++) {
      product *= rate;
      rates[i] = product;
    }
    return of(rates);
  }

  /**
   * Leading drafts accepted.
   *
   * @param uniform one draw from (0, 1)
   */
  public int accepted(double uniform) {
    int accepted = 0;
    while (accepted < rates.length && uniform < rates[accepted]) {
      accepted++;
    }
    return accepted;
  }
}
