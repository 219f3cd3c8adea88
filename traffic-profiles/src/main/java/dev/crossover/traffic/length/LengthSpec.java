package dev.crossover.traffic.length;

import dev.crossover.engine.units.Count;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code prompt} or {@code output} block of a profile, in tokens: a number, a named law with
 * its parameters, or a table of quantiles.
 *
 * @param distribution the law, absent with {@code quantiles}
 * @param p50 median
 * @param p99 99th percentile
 * @param sigma standard deviation of the logarithm
 * @param mean mean before {@code min} and {@code max} apply
 * @param cv standard deviation over mean
 * @param stdev standard deviation
 * @param quantiles tokens by name, {@code p0} to {@code p100}, {@code p99.9} included
 * @param min shorter draws become this long; no lower bound unless given
 * @param max longer draws become this long; no upper bound unless given
 */
public record LengthSpec(
    @Nullable LengthLaw distribution,
    @Nullable Double p50,
    @Nullable Double p99,
    @Nullable Double sigma,
    @Nullable Double mean,
    @Nullable Double cv,
    @Nullable Double stdev,
    @Nullable Map<String, Double> quantiles,
    @Nullable Count min,
    @Nullable Count max) {

  public LengthSpec {
    if ((distribution == null) == (quantiles == null)) {
      throw new IllegalArgumentException(
          "needs either distribution or quantiles."
              + " Maybe {distribution: lognormal, p50: 512, p99: 3000}");
    }
    quantiles = quantiles == null ? null : new LinkedHashMap<>(quantiles);
    checkBounds(min, max);
    LengthParameters given = LengthParameters.of(p50, p99, sigma, mean, cv, stdev);
    if (distribution != null) {
      distribution.check(given);
    }
    if (quantiles != null) {
      given.refuseBesideQuantiles();
      QuantileTable.of(quantiles);
    }
    if (distribution == LengthLaw.CONSTANT && (min != null || max != null)) {
      throw new IllegalArgumentException(
          "a constant length has no min or max. Maybe leave them out");
    }
  }

  /** A constant number of tokens, {@code 512} or {@code 2k}. */
  public static LengthSpec valueOf(String text) {
    long tokens = Count.valueOf(text).value();
    if (tokens < 1 || tokens > TokenBounds.LIMIT) {
      throw new IllegalArgumentException(
          "must lie between 1 and " + TokenBounds.LIMIT + " tokens. Maybe 512");
    }
    return constant(tokens);
  }

  public static LengthSpec constant(long tokens) {
    return new LengthSpec(
        LengthLaw.CONSTANT, null, null, null, (double) tokens, null, null, null, null, null);
  }

  private static void checkBounds(@Nullable Count min, @Nullable Count max) {
    if (min != null && max != null && min.value() > max.value()) {
      throw new IllegalArgumentException(
          "min (" + min.value() + ") is above max (" + max.value() + "). Maybe swap them");
    }
    for (Count bound : new Count[] {min, max}) {
      if (bound != null && (bound.value() < 1 || bound.value() > TokenBounds.LIMIT)) {
        throw new IllegalArgumentException(
            "min and max must lie between 1 and " + TokenBounds.LIMIT + " tokens. Maybe max: 8192");
      }
    }
  }
}
