package dev.crossover.traffic.session;

import dev.crossover.traffic.content.SharedPrefixes;
import dev.crossover.traffic.length.Copula;
import dev.crossover.traffic.length.LengthDistribution;
import dev.crossover.traffic.length.ShareDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The laws that a class draws the tokens of its requests from, compiled.
 *
 * @param prefixes what prompts begin with
 * @param prompt new tokens of a request, of a session's first turn where there are sessions
 * @param output held below the client's limit
 * @param copula ties outputs to prompts; null where they know nothing of each other
 * @param thinking share of an output that is left out of later prompts; null for none
 * @param keptShare of the new prompt tokens that a compressor leaves, above 0 to 1
 * @param outputLimit the client's, 0 for none
 */
public record RequestLaws(
    SharedPrefixes prefixes,
    LengthDistribution prompt,
    LengthDistribution output,
    @Nullable Copula copula,
    @Nullable ShareDistribution thinking,
    double keptShare,
    int outputLimit) {
  public RequestLaws {
    if (!(keptShare > 0 && keptShare <= 1)) {
      throw new IllegalArgumentException("a compressor that leaves " + keptShare);
    }
  }

  /** New tokens of a prompt after compression, at least 1. */
  int kept(int tokens) {
    return keptShare == 1 ? tokens : Math.max(1, (int) (tokens * keptShare + 0.5));
  }

  /** Expected tokens of a request that stands alone, prefix and new tokens. */
  public double meanPrompt() {
    return prefixes.meanTokens() + Math.max(1, prompt.mean() * keptShare);
  }
}
