package dev.crossover.experiments.run;

import org.jspecify.annotations.Nullable;

/**
 * What speculative decoding did in the measured window, in the words of vLLM's metrics; totals over
 * replications.
 *
 * @param numDrafts verifications: requests that had drafts, summed over steps
 * @param draftTokens draft tokens verified
 * @param acceptedTokens draft tokens accepted
 * @param acceptanceRate accepted over verified tokens; null where nothing was verified
 * @param acceptanceLength tokens of a verification, its own one included, mean; null as above
 */
public record SpecDecode(
    long numDrafts,
    long draftTokens,
    long acceptedTokens,
    @Nullable Double acceptanceRate,
    @Nullable Double acceptanceLength) {
  public SpecDecode {
    Facts.notNegative(numDrafts, "num_drafts");
    Facts.notNegative(acceptedTokens, "accepted_tokens");
    Facts.require(
        acceptedTokens <= draftTokens,
        "accepted_tokens (%s) are more than draft_tokens (%s)",
        acceptedTokens,
        draftTokens);
    Facts.notNegative(acceptanceRate, "acceptance_rate");
    Facts.notNegative(acceptanceLength, "acceptance_length");
  }
}
