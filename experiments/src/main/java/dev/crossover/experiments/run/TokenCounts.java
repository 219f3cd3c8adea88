package dev.crossover.experiments.run;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of the measured requests, totals over replications.
 *
 * @param prompt of completed requests, cached ones included
 * @param cachedPrompt of these, read from a prompt or prefix cache; null without one
 * @param output of completed requests
 * @param wasted computed for nothing: preempted, cancelled or failed work; null without a fleet
 */
public record TokenCounts(
    long prompt, @Nullable Long cachedPrompt, long output, @Nullable Long wasted) {
  public TokenCounts {
    Facts.notNegative(prompt, "prompt");
    Facts.notNegative(output, "output");
    Facts.notNegative(wasted, "wasted");
    Facts.require(
        cachedPrompt == null || (cachedPrompt >= 0 && cachedPrompt <= prompt),
        "cached_prompt (%s) is outside 0..%s",
        cachedPrompt,
        prompt);
  }
}
