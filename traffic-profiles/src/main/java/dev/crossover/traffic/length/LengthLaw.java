package dev.crossover.traffic.length;

import java.util.function.Function;

/** The laws a block can name; each entry compiles its parameters. */
@SuppressWarnings(
    "ImmutableEnumChecker") // the factories hold no state, the names are never changed
public enum LengthLaw {
  /** Always {@code mean}. */
  CONSTANT(ConstantLaw::of, "mean", new String[][] {{"mean"}}),
  /**
   * The logarithm is normal: by {@code p50} with {@code p99} or {@code sigma}, or by {@code mean}
   * with {@code cv} or {@code stdev}.
   */
  LOGNORMAL(
      LognormalLaw::of,
      "p50 and p99, p50 and sigma, mean and cv, or mean and stdev",
      new String[][] {{"p50", "p99"}, {"p50", "sigma"}, {"mean", "cv"}, {"mean", "stdev"}}),
  /** The bell curve: by {@code mean} with {@code cv} or {@code stdev}, or by p50 and p99. */
  NORMAL(
      NormalLaw::of,
      "mean and stdev, mean and cv, or p50 and p99",
      new String[][] {{"mean", "stdev"}, {"mean", "cv"}, {"p50", "p99"}}),
  /** Without memory: by {@code mean} or {@code p50}. */
  EXPONENTIAL(ExponentialLaw::of, "mean or p50", new String[][] {{"mean"}, {"p50"}}),
  /** Whole numbers from 1, each time one more with the same chance: by {@code mean}. */
  GEOMETRIC(GeometricLaw::of, "mean", new String[][] {{"mean"}}),
  /** The gamma law: by {@code mean} with {@code cv}, {@code stdev} or shape, or shape and scale. */
  GAMMA(
      GammaLaw::of,
      "mean and cv, mean and stdev, mean and shape, or shape and scale",
      new String[][] {{"mean", "cv"}, {"mean", "stdev"}, {"mean", "shape"}, {"shape", "scale"}}),
  /**
   * The Weibull law: by {@code shape} with {@code scale}, {@code p50} or {@code mean}, by p50 and
   * p99, or by mean with cv or stdev.
   */
  WEIBULL(
      WeibullLaw::of,
      "shape and scale, p50 and p99, p50 and shape, mean and shape, mean and cv, or mean and stdev",
      new String[][] {
        {"shape", "scale"},
        {"p50", "p99"},
        {"p50", "shape"},
        {"mean", "shape"},
        {"mean", "cv"},
        {"mean", "stdev"}
      }),
  /** The logarithm is logistic: by {@code p50} with {@code shape} or p99, or mean and shape. */
  LOGLOGISTIC(
      LoglogisticLaw::of,
      "p50 and shape, p50 and p99, shape and scale, or mean and shape",
      new String[][] {{"p50", "shape"}, {"p50", "p99"}, {"shape", "scale"}, {"mean", "shape"}}),
  /** A power law from {@code scale} on: by {@code shape} with scale, p50 or mean, or p50, p99. */
  PARETO(
      ParetoLaw::of,
      "shape and scale, p50 and shape, p50 and p99, or mean and shape",
      new String[][] {{"shape", "scale"}, {"p50", "shape"}, {"p50", "p99"}, {"mean", "shape"}}),
  /** A power law from 0 on: by {@code shape} with {@code scale} or {@code mean}. */
  LOMAX(
      LomaxLaw::of,
      "shape and scale, or mean and shape",
      new String[][] {{"shape", "scale"}, {"mean", "shape"}}),
  /** All values between {@code min} and {@code max} alike; or by mean with cv or stdev. */
  UNIFORM(
      UniformLaw::of,
      "min and max, mean and cv, or mean and stdev",
      new String[][] {{"min", "max"}, {"mean", "cv"}, {"mean", "stdev"}});

  private final Function<LawParameters, Law> factory;
  private final String advice;
  private final String[][] accepted;

  LengthLaw(Function<LawParameters, Law> factory, String advice, String[][] accepted) {
    this.factory = factory;
    this.advice = advice;
    this.accepted = accepted;
  }

  /**
   * The law of these parameters.
   *
   * @throws IllegalArgumentException with advice where they do not determine it, or do so twice
   */
  Law of(LawParameters given) {
    for (String[] names : accepted) {
      if (given.are(names)) {
        return factory.apply(given);
      }
    }
    throw new IllegalArgumentException(
        (given.values().isEmpty() ? "no parameter" : String.join(" and ", given.values().keySet()))
            + " does not determine the distribution. Maybe give "
            + advice);
  }
}
