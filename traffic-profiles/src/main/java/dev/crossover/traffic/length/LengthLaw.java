package dev.crossover.traffic.length;

import java.util.function.BiFunction;

/** The length laws a profile can name; each entry compiles its parameters. */
@SuppressWarnings(
    "ImmutableEnumChecker") // the factories hold no state, the names are never changed
public enum LengthLaw {
  /** Every request has {@code mean} tokens. */
  CONSTANT(ConstantLength::of, "mean", new String[][] {{"mean"}}),
  /**
   * The logarithm is normal: by {@code p50} with {@code p99} or {@code sigma}, or by {@code mean}
   * with {@code cv} or {@code stdev}.
   */
  LOGNORMAL(
      LognormalLength::of,
      "p50 and p99, p50 and sigma, mean and cv, or mean and stdev",
      new String[][] {{"p50", "p99"}, {"p50", "sigma"}, {"mean", "cv"}, {"mean", "stdev"}});

  private final BiFunction<LengthParameters, TokenBounds, LengthDistribution> factory;
  private final String advice;
  private final String[][] accepted;

  LengthLaw(
      BiFunction<LengthParameters, TokenBounds, LengthDistribution> factory,
      String advice,
      String[][] accepted) {
    this.factory = factory;
    this.advice = advice;
    this.accepted = accepted;
  }

  /** Refuses parameters that do not determine the law, or do so twice. */
  void check(LengthParameters given) {
    for (String[] names : accepted) {
      if (given.are(names)) {
        compile(given, new TokenBounds(1, TokenBounds.LIMIT));
        return;
      }
    }
    throw new IllegalArgumentException(
        (given.values().isEmpty() ? "no parameter" : String.join(" and ", given.values().keySet()))
            + " does not determine the distribution. Maybe give "
            + advice);
  }

  LengthDistribution compile(LengthParameters given, TokenBounds bounds) {
    return factory.apply(given, bounds);
  }
}
