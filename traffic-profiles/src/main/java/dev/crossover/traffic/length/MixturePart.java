package dev.crossover.traffic.length;

import dev.crossover.engine.units.Count;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the laws of a mixture.
 *
 * @param weight how many of the draws are its own, in relation to the others; 1 unless given
 * @param distribution the law, absent with {@code quantiles} and {@code histogram}
 * @param p50 median
 * @param p99 99th percentile
 * @param sigma standard deviation of the logarithm
 * @param mean mean before {@code min} and {@code max} apply
 * @param cv standard deviation over mean
 * @param stdev standard deviation
 * @param shape of a weibull, gamma, loglogistic, pareto or lomax law
 * @param scale of a weibull, gamma, loglogistic, pareto or lomax law
 * @param quantiles tokens by name, {@code p0} to {@code p100}
 * @param histogram file of recorded counts
 * @param min shorter draws become this long; no lower bound unless given
 * @param max longer draws become this long; no upper bound unless given
 */
public record MixturePart(
    @Nullable Double weight,
    @Nullable LengthLaw distribution,
    @Nullable Double p50,
    @Nullable Double p99,
    @Nullable Double sigma,
    @Nullable Double mean,
    @Nullable Double cv,
    @Nullable Double stdev,
    @Nullable Double shape,
    @Nullable Double scale,
    @Nullable Map<String, Double> quantiles,
    @Nullable String histogram,
    @Nullable Count min,
    @Nullable Count max) {
  public MixturePart {
    if (weight != null && !(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight (" + weight + ") must be above 0. Maybe 1");
    }
    // The record refuses what a block of its own would be refused for.
    new LengthSpec(
        distribution,
        p50,
        p99,
        sigma,
        mean,
        cv,
        stdev,
        shape,
        scale,
        quantiles,
        null,
        histogram,
        min,
        max);
  }

  /** A constant number of tokens. */
  public static MixturePart valueOf(String text) {
    LengthSpec constant = LengthSpec.valueOf(text);
    return new MixturePart(
        null,
        constant.distribution(),
        null,
        null,
        null,
        constant.mean(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  double share() {
    return weight == null ? 1 : weight;
  }

  LengthSpec block() {
    return new LengthSpec(
        distribution,
        p50,
        p99,
        sigma,
        mean,
        cv,
        stdev,
        shape,
        scale,
        quantiles,
        null,
        histogram,
        min,
        max);
  }
}
