package dev.crossover.experiments.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Speculative decoding as written: who proposes draft tokens, how many, and how many are accepted.
 * What proposing takes in time and memory is not modelled.
 *
 * @param method who proposes
 * @param numSpeculativeTokens drafts that each decode verifies
 * @param acceptanceRate chance that a draft is accepted where those before it are, 0 to 1; either
 *     this or {@code acceptanceRates}
 * @param acceptanceRates by position, how often a draft is accepted, as vLLM logs it; as many as
 *     drafts, none above the one before
 */
public record SpeculativeSpec(
    Method method,
    int numSpeculativeTokens,
    @Nullable Double acceptanceRate,
    @Nullable List<Double> acceptanceRates) {
  /** Who proposes draft tokens. */
  public enum Method {
    /** Looks the last tokens up in the prompt, on the CPU. */
    NGRAM(false, false),
    /** Looks the last tokens up in the prompt, on the GPU. */
    NGRAM_GPU(true, false),
    /** Looks the last tokens up in a suffix tree of earlier answers, on the CPU. */
    SUFFIX(false, false),
    /** Further heads of the model itself. */
    MEDUSA(false, false),
    /** A small network over the model's last hidden state. */
    MLP_SPECULATOR(false, false),
    /** One decoder layer over the model's features. */
    EAGLE(true, true),
    /** One decoder layer over features of several layers. */
    EAGLE3(true, true),
    /** The model's own layers for multi-token prediction. */
    MTP(true, true),
    /** A smaller model of the same vocabulary. */
    DRAFT_MODEL(true, true),
    /** A small model that proposes a block of tokens at once. */
    DFLASH(true, true);

    private final boolean allowsAsyncScheduling;
    private final boolean writesKv;

    Method(boolean allowsAsyncScheduling, boolean writesKv) {
      this.allowsAsyncScheduling = allowsAsyncScheduling;
      this.writesKv = writesKv;
    }

    /** Whether drafts are proposed without waiting for the sampled tokens on the CPU. */
    public boolean allowsAsyncScheduling() {
      return allowsAsyncScheduling;
    }

    /** Whether drafts come from the model's hidden states, so that a prefix hit loses a block. */
    boolean readsHiddenStates() {
      return this == EAGLE || this == EAGLE3 || this == MTP;
    }

    /** KV slots beyond those of the scheduled tokens; DFlash needs one more than drafts. */
    int lookaheadTokens(int drafts) {
      if (!writesKv) {
        return 0;
      }
      return this == DFLASH ? drafts + 1 : drafts;
    }
  }

  public SpeculativeSpec {
    Rules.atLeast("num_speculative_tokens", 1, numSpeculativeTokens);
    Rules.require(
        (acceptanceRate == null) != (acceptanceRates == null),
        "needs either acceptance_rate or acceptance_rates. Maybe acceptance_rate: 0.7?");
    if (acceptanceRate != null) {
      Rules.require(
          isShare(acceptanceRate), "acceptance_rate must lie between 0 and 1. Maybe 0.7?");
    }
    if (acceptanceRates != null) {
      requireRates(acceptanceRates, numSpeculativeTokens);
      acceptanceRates = List.copyOf(acceptanceRates);
    }
  }

  private static void requireRates(List<Double> rates, int drafts) {
    Rules.require(
        rates.size() == drafts,
        "acceptance_rates needs as many rates as num_speculative_tokens (%s, %s). Maybe add them?"
            .formatted(rates.size(), drafts));
    double before = 1;
    for (double rate : rates) {
      Rules.require(
          isShare(rate) && rate <= before,
          "acceptance_rates must fall from at most 1 to at least 0 (%s). Maybe [0.8, 0.6, 0.4]?"
              .formatted(rates));
      before = rate;
    }
  }

  private static boolean isShare(double rate) {
    return rate >= 0 && rate <= 1;
  }

  /** By position, the chance that a draft and all before it are accepted. */
  public List<Double> acceptedUpTo() {
    if (acceptanceRates != null || acceptanceRate == null) {
      return acceptanceRates == null ? List.of() : acceptanceRates;
    }
    List<Double> chances = new ArrayList<>();
    double chance = 1;
    for (int position = 0; position < numSpeculativeTokens; position++) {
      chance *= acceptanceRate;
      chances.add(chance);
    }
    return List.copyOf(chances);
  }

  /** KV slots that drafts need beyond those of the scheduled tokens. */
  int lookaheadTokens() {
    return method.lookaheadTokens(numSpeculativeTokens);
  }
}
