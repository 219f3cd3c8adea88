package dev.crossover.models.catalog;

import dev.crossover.engine.units.NearestName;
import dev.crossover.engine.units.TimeSpan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model behind somebody's API: price history, speed and limits; one file of {@code
 * models/hosted}.
 *
 * @param id provider and model, such as {@code openai/gpt-4o-mini}
 * @param name in words
 * @param source where the facts come from
 * @param validFrom day from which they hold
 * @param maxInputTokens longest prompt the API takes
 * @param prices price history in order of {@code valid_from}, oldest first
 * @param ttft time to first token
 * @param speed output tokens per second of one stream
 * @param limits rate limits by tier name, such as {@code openai-tier-1}
 * @param retry what clients do on a 429; the official SDKs' defaults unless given
 */
public record HostedModel(
    String id,
    String name,
    String source,
    LocalDate validFrom,
    int maxInputTokens,
    List<DatedTokenPrices> prices,
    Ttft ttft,
    Speed speed,
    Map<String, RateLimits> limits,
    @Nullable Retry retry) {
  /**
   * Prices from a day on, USD per million tokens.
   *
   * @param validFrom first day
   * @param usdPerMillionTokens by kind of token
   * @param source where they are listed
   */
  public record DatedTokenPrices(
      LocalDate validFrom, TokenPrices usdPerMillionTokens, String source) {
    public DatedTokenPrices {
      Facts.present("prices.valid_from", validFrom);
      Facts.present("prices.usd_per_million_tokens", usdPerMillionTokens);
      Facts.present("prices.source", source);
    }
  }

  /**
   * USD per million tokens by kind.
   *
   * @param input prompt tokens
   * @param cachedInput prompt tokens read from the API's cache; as {@code input} unless given
   * @param output generated tokens
   */
  public record TokenPrices(BigDecimal input, @Nullable BigDecimal cachedInput, BigDecimal output) {
    public TokenPrices {
      Facts.require(input != null && input.signum() >= 0, "input must not be negative or empty");
      Facts.require(
          cachedInput == null || cachedInput.signum() >= 0, "cached_input must not be negative");
      Facts.require(output != null && output.signum() >= 0, "output must not be negative or empty");
    }

    /** What a cached prompt token costs. */
    public BigDecimal cachedInputOrInput() {
      return cachedInput == null ? input : cachedInput;
    }
  }

  /**
   * Time to first token, lognormal, plus a slope in the prompt.
   *
   * @param p50 median without a prompt
   * @param p95 95th percentile without a prompt
   * @param perThousandInputTokens added per 1,000 prompt tokens
   * @param source who measured them
   */
  public record Ttft(TimeSpan p50, TimeSpan p95, TimeSpan perThousandInputTokens, String source) {
    public Ttft {
      Facts.present("ttft.p50", p50);
      Facts.present("ttft.p95", p95);
      Facts.present("ttft.per_thousand_input_tokens", perThousandInputTokens);
      Facts.present("ttft.source", source);
      Facts.require(p50.nanos() > 0, "ttft.p50 must be above 0s");
      Facts.require(p95.nanos() >= p50.nanos(), "ttft.p95 is below p50. Maybe swap them?");
    }
  }

  /**
   * Output tokens per second of one stream, lognormal.
   *
   * @param p50 median
   * @param p5 the speed that 95 of 100 requests exceed
   * @param source who measured them
   */
  public record Speed(double p50, double p5, String source) {
    public Speed {
      Facts.positive("speed.p5", p5);
      Facts.require(p5 <= p50, "speed.p5 is above p50. Maybe swap them?");
      Facts.positive("speed.p50", p50);
      Facts.present("speed.source", source);
    }
  }

  public HostedModel {
    Facts.entry(id, name, source, validFrom);
    Facts.positive("max_input_tokens", maxInputTokens);
    Facts.require(prices != null && !prices.isEmpty(), "prices is empty. Maybe add a dated price?");
    prices = prices.stream().sorted(Comparator.comparing(DatedTokenPrices::validFrom)).toList();
    Facts.present("ttft", ttft);
    Facts.present("speed", speed);
    Facts.present("limits", limits);
    limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
  }

  /**
   * The prices valid on a day: the newest that had begun by then.
   *
   * @throws IllegalArgumentException when the first price begins later
   */
  public TokenPrices pricesAt(LocalDate day) {
    TokenPrices valid = null;
    for (DatedTokenPrices entry : prices) {
      valid = entry.validFrom().isAfter(day) ? valid : entry.usdPerMillionTokens();
    }
    if (valid == null) {
      throw new IllegalArgumentException(
          "%s has no price on %s. Maybe use a date from %s on?"
              .formatted(id, day, prices.get(0).validFrom()));
    }
    return valid;
  }

  /**
   * The rate limits of a tier.
   *
   * @throws IllegalArgumentException that suggests a tier when there is none of this name
   */
  public RateLimits limits(String tier) {
    RateLimits found = limits.get(tier);
    if (found == null) {
      String advice =
          limits.isEmpty()
              ? "use none: its file lists no tier"
              : "use " + NearestName.of(tier, limits.keySet()).orElse("one of " + limits.keySet());
      throw new IllegalArgumentException(
          "'%s' is not a rate limit tier of %s. Maybe %s?".formatted(tier, id, advice));
    }
    return found;
  }

  /** What clients do on a 429 or a fault. */
  public Retry retryOrSdkDefault() {
    return retry == null ? Retry.SDK_DEFAULT : retry;
  }
}
