package dev.crossover.traffic.content;

import dev.crossover.engine.units.Count;
import org.jspecify.annotations.Nullable;

/**
 * One of several prefixes.
 *
 * @param tokens its length
 * @param weight how often it is used, in relation to the others; 1 unless given
 */
public record PrefixChoice(Count tokens, @Nullable Double weight) {
  public PrefixChoice {
    PrefixSpec.checkTokens(tokens);
    if (weight != null && !(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight (" + weight + ") must be above 0. Maybe 1");
    }
  }

  double relativeUse() {
    return weight == null ? 1 : weight;
  }
}
