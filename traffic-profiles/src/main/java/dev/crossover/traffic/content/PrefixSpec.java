package dev.crossover.traffic.content;

import dev.crossover.engine.units.Count;
import dev.crossover.traffic.length.LengthDistribution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code prefix} block of a profile: system prompts or other beginnings that requests share,
 * before the tokens of {@code prompt}. Either equally long ones, or a list of them.
 *
 * @param tokens length of each prefix
 * @param groups how many different prefixes there are; 1 unless given
 * @param popularity how often each is used; uniform unless given
 * @param choices prefixes of different lengths in place of the other keys, as {@code prefix:
 *     [{tokens: 500, weight: 3}, {tokens: 2k}]}
 */
public record PrefixSpec(
    @Nullable Count tokens,
    @Nullable Integer groups,
    @Nullable PopularitySpec popularity,
    @Nullable List<PrefixChoice> choices) {
  private static final int MAX_GROUPS = 1_000_000;

  public PrefixSpec {
    if ((tokens == null) == (choices == null)) {
      throw new IllegalArgumentException(
          "needs either tokens or choices. Maybe {tokens: 1000, groups: 10}");
    }
    if (tokens != null) {
      checkTokens(tokens);
    }
    if (choices != null) {
      if (groups != null || popularity != null) {
        throw new IllegalArgumentException(
            "choices leave no room for groups and popularity. Maybe give weights in the list");
      }
      if (choices.isEmpty()) {
        throw new IllegalArgumentException("choices is empty. Maybe [{tokens: 500}, {tokens: 2k}]");
      }
      choices = List.copyOf(choices);
    }
    if (groups != null && (groups < 1 || groups > MAX_GROUPS)) {
      throw new IllegalArgumentException(
          "groups (" + groups + ") must lie between 1 and " + MAX_GROUPS + ". Maybe 10");
    }
  }

  static void checkTokens(Count tokens) {
    if (tokens.value() < 1 || tokens.value() > LengthDistribution.UNLIMITED) {
      throw new IllegalArgumentException(
          "tokens ("
              + tokens.value()
              + ") must lie between 1 and "
              + LengthDistribution.UNLIMITED
              + ". Maybe 1000, or no prefix at all");
    }
  }
}
