package dev.crossover.traffic.length;

import dev.crossover.engine.units.TimeSpan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A length of time that is drawn, as a think time: a duration alone, a named law with its
 * parameters, or a table of quantiles.
 *
 * @param distribution the law, absent with {@code quantiles}
 * @param p50 median
 * @param p99 99th percentile
 * @param sigma standard deviation of the logarithm
 * @param mean mean before {@code min} and {@code max} apply
 * @param cv standard deviation over mean
 * @param stdev standard deviation
 * @param shape of a weibull, gamma or loglogistic law
 * @param scale of a weibull or loglogistic law
 * @param quantiles durations by name, {@code p0} to {@code p100}
 * @param min shorter draws become this long; 0s unless given
 * @param max longer draws become this long; no upper bound unless given
 */
public record DurationSpec(
    @Nullable LengthLaw distribution,
    @Nullable TimeSpan p50,
    @Nullable TimeSpan p99,
    @Nullable Double sigma,
    @Nullable TimeSpan mean,
    @Nullable Double cv,
    @Nullable TimeSpan stdev,
    @Nullable Double shape,
    @Nullable TimeSpan scale,
    @Nullable Map<String, TimeSpan> quantiles,
    @Nullable TimeSpan min,
    @Nullable TimeSpan max) {
  public DurationSpec {
    if ((distribution == null) == (quantiles == null)) {
      throw new IllegalArgumentException(
          "needs either distribution or quantiles."
              + " Maybe {distribution: lognormal, p50: 120s, sigma: 1}");
    }
  }

  /** A constant duration, {@code 30s}. */
  public static DurationSpec valueOf(String text) {
    return new DurationSpec(
        LengthLaw.CONSTANT,
        null,
        null,
        null,
        TimeSpan.valueOf(text),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
