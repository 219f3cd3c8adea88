package dev.crossover.traffic.length;

import dev.crossover.engine.units.Count;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code prompt} or {@code output} block of a profile, in tokens: a number, a named law with
 * its parameters, a table of quantiles, a mixture of such blocks, or a file of recorded counts.
 *
 * @param distribution the law, absent with {@code quantiles}, {@code mixture} and {@code histogram}
 * @param p50 median
 * @param p99 99th percentile
 * @param sigma standard deviation of the logarithm
 * @param mean mean before {@code min} and {@code max} apply
 * @param cv standard deviation over mean
 * @param stdev standard deviation
 * @param shape of a weibull, gamma, loglogistic, pareto or lomax law
 * @param scale of a weibull, gamma, loglogistic, pareto or lomax law
 * @param quantiles tokens by name, {@code p0} to {@code p100}, {@code p99.9} included
 * @param mixture blocks that each make a share of the draws
 * @param histogram CSV file of recorded counts, {@code tokens,count} or {@code from,to,count},
 *     relative to the folder of the file that names it
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
    @Nullable Double shape,
    @Nullable Double scale,
    @Nullable Map<String, Double> quantiles,
    @Nullable List<MixturePart> mixture,
    @Nullable String histogram,
    @Nullable Count min,
    @Nullable Count max) {

  public LengthSpec {
    int forms =
        (distribution == null ? 0 : 1)
            + (quantiles == null ? 0 : 1)
            + (mixture == null ? 0 : 1)
            + (histogram == null ? 0 : 1);
    if (forms != 1) {
      throw new IllegalArgumentException(
          "needs one of distribution, quantiles, mixture and histogram."
              + " Maybe {distribution: lognormal, p50: 512, p99: 3000}");
    }
    quantiles = quantiles == null ? null : new LinkedHashMap<>(quantiles);
    mixture = mixture == null ? null : List.copyOf(mixture);
    checkBounds(min, max);
    LawParameters given = parameters(p50, p99, sigma, mean, cv, stdev, shape, scale);
    if (distribution == null) {
      given.refuseBeside(
          quantiles != null ? "quantiles" : mixture != null ? "mixture" : "histogram");
    } else {
      named(distribution, given, min, max);
    }
    if (quantiles != null) {
      QuantileTable.of(quantiles);
    }
    if (mixture != null && mixture.isEmpty()) {
      throw new IllegalArgumentException(
          "mixture is empty. Maybe [{weight: 3, mean: 100, distribution: exponential}, {weight: 1,"
              + " quantiles: {p0: 1, p100: 9}}]");
    }
    if (histogram != null && histogram.isBlank()) {
      throw new IllegalArgumentException("histogram is empty. Maybe lengths.csv");
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
        LengthLaw.CONSTANT,
        null,
        null,
        null,
        (double) tokens,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * The law before {@code min} and {@code max} apply.
   *
   * @param folder where the file name of a histogram starts
   */
  Law law(Path folder) {
    if (distribution != null) {
      return named(
          distribution, parameters(p50, p99, sigma, mean, cv, stdev, shape, scale), min, max);
    }
    if (quantiles != null) {
      return new QuantileLaw(QuantileTable.of(quantiles));
    }
    if (histogram != null) {
      return HistogramFile.read(folder.resolve(histogram).normalize());
    }
    if (mixture == null) {
      throw new IllegalStateException("a length block without a law");
    }
    return mixed(mixture, folder);
  }

  private static MixtureLaw mixed(List<MixturePart> mixture, Path folder) {
    double total = mixture.stream().mapToDouble(MixturePart::share).sum();
    List<MixtureLaw.Part> parts = new ArrayList<>();
    for (MixturePart part : mixture) {
      LengthSpec block = part.block();
      TokenBounds bounds = TokenBounds.of(block.min(), block.max(), TokenBounds.LIMIT);
      parts.add(
          new MixtureLaw.Part(
              part.share() / total, block.law(folder), bounds.low(), bounds.high()));
    }
    return new MixtureLaw(parts);
  }

  private static Law named(
      LengthLaw distribution, LawParameters given, @Nullable Count min, @Nullable Count max) {
    if (distribution == LengthLaw.UNIFORM && min != null && max != null) {
      // The reals that round to whole tokens from min to max.
      return distribution.of(
          given.having("min", min.value() - 0.5).having("max", max.value() + 0.5));
    }
    if (distribution == LengthLaw.CONSTANT) {
      checkWhole(given);
    }
    return distribution.of(given);
  }

  private static void checkWhole(LawParameters given) {
    Double mean = given.values().get("mean");
    if (mean != null && (mean < 1 || mean != StrictMath.rint(mean))) {
      throw new IllegalArgumentException(
          "a constant length ("
              + mean
              + ") must be a whole number of tokens, at least 1."
              + " Maybe 512");
    }
  }

  private static LawParameters parameters(
      @Nullable Double p50,
      @Nullable Double p99,
      @Nullable Double sigma,
      @Nullable Double mean,
      @Nullable Double cv,
      @Nullable Double stdev,
      @Nullable Double shape,
      @Nullable Double scale) {
    String advice = "a unit is wrong: lengths are tokens";
    return new LawParameters()
        .with("p50", p50, advice)
        .with("p99", p99, advice)
        .with("sigma", sigma, advice)
        .with("mean", mean, advice)
        .with("cv", cv, advice)
        .with("stdev", stdev, advice)
        .with("shape", shape, advice)
        .with("scale", scale, advice);
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
