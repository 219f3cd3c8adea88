package dev.crossover.experiments.run;

import org.jspecify.annotations.Nullable;

/**
 * Tokens of the measured requests, totals over replications.
 *
 * @param prompt of requests that models answered, cached tokens included
 * @param cachedPrompt of these, read from a prompt or prefix cache; null without one
 * @param output of requests that models answered
 * @param wasted output tokens produced for requests that were then given up or timed out
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
