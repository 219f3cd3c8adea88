package dev.crossover.traffic.length;

import dev.crossover.engine.units.TimeSpan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
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
 * @param shape of a weibull, gamma, loglogistic, pareto or lomax law
 * @param scale of a weibull, gamma, loglogistic, pareto or lomax law
 * @param quantiles durations above 0s by name, {@code p0} to {@code p100}
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
    if (min != null && max != null && min.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "min (" + min + ") is above max (" + max + "). Maybe swap them");
    }
    if (distribution == LengthLaw.GEOMETRIC) {
      throw new IllegalArgumentException(
          "distribution (geometric) is a law of whole numbers. Maybe exponential");
    }
    quantiles = quantiles == null ? null : new LinkedHashMap<>(quantiles);
    law(
        distribution,
        parameters(distribution, p50, p99, sigma, mean, cv, stdev, shape, scale),
        quantiles,
        min,
        max);
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

  /** The law in seconds. */
  Law law() {
    return law(
        distribution,
        parameters(distribution, p50, p99, sigma, mean, cv, stdev, shape, scale),
        quantiles,
        min,
        max);
  }

  private static Law law(
      @Nullable LengthLaw distribution,
      LawParameters given,
      @Nullable Map<String, TimeSpan> quantiles,
      @Nullable TimeSpan min,
      @Nullable TimeSpan max) {
    if (quantiles != null) {
      given.refuseBeside("quantiles");
      return new QuantileLaw(QuantileTable.ofPositive(seconds(quantiles)));
    }
    if (distribution == LengthLaw.UNIFORM && min != null && max != null) {
      return distribution.of(given.having("min", min.seconds()).having("max", max.seconds()));
    }
    if (distribution == null) {
      throw new IllegalStateException("neither distribution nor quantiles");
    }
    return distribution.of(given);
  }

  private static SortedMap<Double, Double> seconds(Map<String, TimeSpan> quantiles) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    quantiles.forEach(
        (name, time) -> {
          if (time.nanos() == 0) {
            throw new IllegalArgumentException(
                name + " (0s) must be above 0s, for lines are drawn in the logarithm. Maybe 1ms");
          }
          seconds.put(name, time.seconds());
        });
    return QuantilePoints.of(seconds, "{p0: 1s, p50: 30s, p100: 10min}");
  }

  private static LawParameters parameters(
      @Nullable LengthLaw distribution,
      @Nullable TimeSpan p50,
      @Nullable TimeSpan p99,
      @Nullable Double sigma,
      @Nullable TimeSpan mean,
      @Nullable Double cv,
      @Nullable TimeSpan stdev,
      @Nullable Double shape,
      @Nullable TimeSpan scale) {
    LawParameters medians =
        new LawParameters()
            .with("p50", seconds(p50), "60s")
            .with("p99", seconds(p99), "10min")
            .with("sigma", sigma, "1");
    LawParameters means =
        distribution == LengthLaw.CONSTANT && mean != null
            ? medians.having("mean", mean.seconds())
            : medians.with("mean", seconds(mean), "60s");
    return means
        .with("cv", cv, "1")
        .with("stdev", seconds(stdev), "60s")
        .with("shape", shape, "1.5")
        .with("scale", seconds(scale), "60s");
  }

  private static @Nullable Double seconds(@Nullable TimeSpan time) {
    return time == null ? null : time.seconds();
  }
}
