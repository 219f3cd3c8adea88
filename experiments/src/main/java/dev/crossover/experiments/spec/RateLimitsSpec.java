package dev.crossover.experiments.spec;

import dev.crossover.engine.fleet.HostedLimits;
import dev.crossover.engine.units.Count;
import dev.crossover.models.catalog.HostedModel;
import dev.crossover.models.catalog.RateLimits.RetryAfter;
import org.jspecify.annotations.Nullable;

/**
 * Rate limits as written: the name of a tier, {@code none}, or limits that add to or replace those
 * of a tier.
 *
 * @param tier whose limits hold where none is given here
 * @param rpm requests per minute
 * @param tpm tokens per minute, prompt and output together
 * @param itpm prompt tokens per minute
 * @param otpm output tokens per minute
 * @param rpd requests per day
 * @param retryAfter whether a 429 tells when to come back; as the tier says unless given
 */
public record RateLimitsSpec(
    @Nullable String tier,
    @Nullable Count rpm,
    @Nullable Count tpm,
    @Nullable Count itpm,
    @Nullable Count otpm,
    @Nullable Count rpd,
    @Nullable RetryAfter retryAfter) {
  static final RateLimitsSpec NONE = new RateLimitsSpec(null, null, null, null, null, null, null);

  public RateLimitsSpec {
    positive("rpm", rpm);
    positive("tpm", tpm);
    positive("itpm", itpm);
    positive("otpm", otpm);
    positive("rpd", rpd);
  }

  /** A tier by name, or none. */
  public static RateLimitsSpec valueOf(String text) {
    return text.equals("none")
        ? NONE
        : new RateLimitsSpec(text, null, null, null, null, null, null);
  }

  /**
   * The limits as the simulated API enforces them.
   *
   * @throws IllegalArgumentException that suggests a tier when the model has none of this name
   */
  public HostedLimits of(HostedModel model) {
    HostedLimits base = tier == null ? HostedLimits.NONE : model.limits(tier).toHostedLimits();
    return new HostedLimits(
        or(rpm, base.requestsPerMinute()),
        or(tpm, base.tokensPerMinute()),
        or(itpm, base.inputTokensPerMinute()),
        or(otpm, base.outputTokensPerMinute()),
        or(rpd, base.requestsPerDay()),
        retryAfter == null ? base.retryAfter() : retryAfter == RetryAfter.BUCKET);
  }

  private static long or(@Nullable Count count, long fallback) {
    return count == null ? fallback : count.value();
  }

  private static void positive(String key, @Nullable Count count) {
    Rules.require(
        count == null || count.value() > 0,
        key + " must be above 0, or nothing gets through. Maybe leave it out?");
  }
}
