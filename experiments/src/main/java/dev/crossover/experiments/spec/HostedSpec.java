package dev.crossover.experiments.spec;

import dev.crossover.models.catalog.Retry;
import org.jspecify.annotations.Nullable;

/**
 * A hosted API as written.
 *
 * @param model id of a hosted model in the catalogue
 * @param rateLimits a tier of the model or limits of its own; none unless given
 * @param retry what the client does differently from the model's file or, without one there, from
 *     the official SDK
 */
public record HostedSpec(String model, @Nullable RateLimitsSpec rateLimits, @Nullable Retry retry) {
  @Override
  public RateLimitsSpec rateLimits() {
    return rateLimits == null ? RateLimitsSpec.NONE : rateLimits;
  }

  /** The client's behaviour: what is given here before the model's file and the SDK's default. */
  public Retry retryOr(Retry fallback) {
    if (retry == null) {
      return fallback;
    }
    return new Retry(
        retry.max() == null ? fallback.max() : retry.max(),
        retry.base() == null ? fallback.base() : retry.base(),
        retry.cap() == null ? fallback.cap() : retry.cap(),
        retry.jitter() == null ? fallback.jitter() : retry.jitter(),
        retry.honorRetryAfter() == null ? fallback.honorRetryAfter() : retry.honorRetryAfter(),
        retry.timeout() == null ? fallback.timeout() : retry.timeout());
  }
}
