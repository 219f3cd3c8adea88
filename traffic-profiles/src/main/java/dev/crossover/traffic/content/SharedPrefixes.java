package dev.crossover.traffic.content;

import dev.crossover.engine.serving.TokenContent;
import dev.crossover.engine.units.Count;
import dev.crossover.traffic.length.WeightedChoice;
import java.util.List;

/**
 * The prefixes that requests begin with, each one object however many requests share it, drawn by
 * inversion: one uniform draw, one prefix.
 */
public final class SharedPrefixes {
  /** No request begins like another. */
  public static final SharedPrefixes NONE =
      new SharedPrefixes(new TokenContent[] {TokenContent.PRIVATE}, new double[] {1});

  private final TokenContent[] prefixes;

  private final WeightedChoice choice;

  private SharedPrefixes(TokenContent[] prefixes, double[] weights) {
    this.prefixes = prefixes;
    this.choice = new WeightedChoice(weights);
  }

  /**
   * Compiles a block.
   *
   * @param owner 0 for the profile, c + 1 for its class of index c: no two share a prefix
   */
  public static SharedPrefixes of(PrefixSpec spec, int owner) {
    Count tokens = spec.tokens();
    List<PrefixChoice> choices = spec.choices();
    if (tokens != null) {
      return ofGroups(tokens, spec, owner);
    }
    if (choices == null) {
      throw new IllegalArgumentException("a prefix block without prefixes");
    }
    TokenContent[] prefixes = new TokenContent[choices.size()];
    double[] weights = new double[choices.size()];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = prefix(owner, i, choices.get(i).tokens());
      weights[i] = choices.get(i).relativeUse();
    }
    return new SharedPrefixes(prefixes, weights);
  }

  private static SharedPrefixes ofGroups(Count tokens, PrefixSpec spec, int owner) {
    PopularitySpec given = spec.popularity();
    PopularitySpec popularity = given == null ? PopularitySpec.UNIFORM : given;
    Integer groups = spec.groups();
    TokenContent[] prefixes = new TokenContent[groups == null ? 1 : groups];
    double[] weights = new double[prefixes.length];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = prefix(owner, i, tokens);
      weights[i] = popularity.weight(i + 1);
    }
    return new SharedPrefixes(prefixes, weights);
  }

  private static TokenContent prefix(int owner, int index, Count tokens) {
    return TokenContent.of(TokenStreams.prefix(owner, index), (int) tokens.value());
  }

  /**
   * One prefix; the more popular of a Zipf law come first.
   *
   * @param uniform in (0, 1)
   */
  public TokenContent draw(double uniform) {
    return prefixes[choice.index(uniform)];
  }

  /** Expected tokens of a request's prefix. */
  public double meanTokens() {
    double mean = 0;
    for (int i = 0; i < prefixes.length; i++) {
      mean += choice.share(i) * prefixes[i].tokens();
    }
    return mean;
  }
}
