package dev.crossover.traffic.content;

import dev.crossover.engine.serving.TokenContent;
import dev.crossover.engine.units.Count;
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

  /** By prefix, the share of requests that use it or one before it. */
  private final double[] cumulative;

  private SharedPrefixes(TokenContent[] prefixes, double[] weights) {
    this.prefixes = prefixes;
    this.cumulative = new double[weights.length];
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum / total;
    }
  }

  /** Compiles a block. */
  public static SharedPrefixes of(PrefixSpec spec) {
    Count tokens = spec.tokens();
    List<PrefixChoice> choices = spec.choices();
    if (tokens != null) {
      return ofGroups(tokens, spec);
    }
    if (choices == null) {
      throw new IllegalArgumentException("a prefix block without prefixes");
    }
    TokenContent[] prefixes = new TokenContent[choices.size()];
    double[] weights = new double[choices.size()];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = prefix(i, choices.get(i).tokens());
      weights[i] = choices.get(i).relativeUse();
    }
    return new SharedPrefixes(prefixes, weights);
  }

  private static SharedPrefixes ofGroups(Count tokens, PrefixSpec spec) {
    PopularitySpec given = spec.popularity();
    PopularitySpec popularity = given == null ? PopularitySpec.UNIFORM : given;
    Integer groups = spec.groups();
    TokenContent[] prefixes = new TokenContent[groups == null ? 1 : groups];
    double[] weights = new double[prefixes.length];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = prefix(i, tokens);
      weights[i] = popularity.weight(i + 1);
    }
    return new SharedPrefixes(prefixes, weights);
  }

  private static TokenContent prefix(int index, Count tokens) {
    return TokenContent.of(TokenStreams.prefix(index), (int) tokens.value());
  }

  /**
   * One prefix; the more popular of a Zipf law come first.
   *
   * @param uniform in (0, 1)
   */
  public TokenContent draw(double uniform) {
    int low = 0;
    int high = prefixes.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (uniform < cumulative[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return prefixes[low];
  }

  /** Expected tokens of a request's prefix. */
  public double meanTokens() {
    double mean = 0;
    double before = 0;
    for (int i = 0; i < prefixes.length; i++) {
      mean += (cumulative[i] - before) * prefixes[i].tokens();
      before = cumulative[i];
    }
    return mean;
  }
}
