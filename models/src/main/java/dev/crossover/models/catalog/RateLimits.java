package dev.crossover.models.catalog;

import dev.crossover.engine.fleet.HostedLimits;
import dev.crossover.engine.units.Count;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rate limits of one tier of a hosted model; an absent limit does not exist.
 *
 * @param rpm requests per minute
 * @param tpm tokens per minute, prompt and output together
 * @param itpm prompt tokens per minute
 * @param otpm output tokens per minute
 * @param rpd requests per day
 * @param retryAfter what a 429 says; {@code none} unless given
 * @param source where the limits are listed
 */
public record RateLimits(
    @Nullable Count rpm,
    @Nullable Count tpm,
    @Nullable Count itpm,
    @Nullable Count otpm,
    @Nullable Count rpd,
    @Nullable RetryAfter retryAfter,
    String source) {
  /** What a 429 tells the client about when to come back. */
  public enum RetryAfter {
    /** Nothing: clients fall back on their own back-off. */
    NONE,
    /** When the empty bucket will have refilled. */
    BUCKET
  }

  public RateLimits {
    Facts.present("limits.source", source);
    for (Count limit : new @Nullable Count[] {rpm, tpm, itpm, otpm, rpd}) {
      Facts.require(
          limit == null || limit.value() > 0,
          "a rate limit of 0 lets nothing through. Maybe leave it out?");
    }
  }

  /** The limits as the simulated API enforces them. */
  public HostedLimits toHostedLimits() {
    return new HostedLimits(
        orZero(rpm),
        orZero(tpm),
        orZero(itpm),
        orZero(otpm),
        orZero(rpd),
        Objects.equals(retryAfter, RetryAfter.BUCKET));
  }

  private static long orZero(@Nullable Count limit) {
    return limit == null ? 0 : limit.value();
  }
}
