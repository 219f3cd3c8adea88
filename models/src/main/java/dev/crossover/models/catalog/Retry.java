package dev.crossover.models.catalog;

import dev.crossover.engine.fleet.RetryPolicy;
import dev.crossover.engine.units.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * What a client of a hosted API does on a 429 or a fault; absent components take the defaults of
 * the official OpenAI and Anthropic SDKs (openai-python 1.x, _constants.py and
 * _calculate_retry_timeout).
 *
 * @param max attempts after the first, at most 100
 * @param base back-off before the first retry, doubled for each further one
 * @param cap longest back-off
 * @param jitter largest share taken off a back-off
 * @param honorRetryAfter a Retry-After up to this long replaces the back-off
 * @param timeout longest wait for one attempt
 */
public record Retry(
    @Nullable Integer max,
    @Nullable TimeSpan base,
    @Nullable TimeSpan cap,
    @Nullable Double jitter,
    @Nullable TimeSpan honorRetryAfter,
    @Nullable TimeSpan timeout) {
  /** Two retries after 0.5 s and 1 s less up to a quarter, 600 s per attempt. */
  public static final Retry SDK_DEFAULT = new Retry(null, null, null, null, null, null);

  private static final int MOST = 100;
  private static final long BASE_NANOS = 500_000_000L;

  public Retry {
    // Without a bound a client whose back-off is 0 s would try for ever in no time.
    require(max == null || (max >= 0 && max <= MOST), "max must lie between 0 and 100. Maybe 2?");
    require(
        jitter == null || (jitter >= 0 && jitter <= 1),
        "jitter must lie between 0 and 1. Maybe 0.25?");
    long lowest = base == null ? BASE_NANOS : base.nanos();
    require(
        cap == null || cap.nanos() >= lowest,
        "cap is below base (" + cap + ", " + new TimeSpan(lowest) + "). Maybe swap them?");
    policy(max, base, cap, jitter, honorRetryAfter, timeout); // refuses what cannot be
  }

  /** The policy as the simulated client follows it. */
  public RetryPolicy policy() {
    return policy(max, base, cap, jitter, honorRetryAfter, timeout);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  private static RetryPolicy policy(
      @Nullable Integer max,
      @Nullable TimeSpan base,
      @Nullable TimeSpan cap,
      @Nullable Double jitter,
      @Nullable TimeSpan honorRetryAfter,
      @Nullable TimeSpan timeout) {
    return new RetryPolicy(
        max == null ? 2 : max,
        base == null ? BASE_NANOS : base.nanos(),
        cap == null ? 8_000_000_000L : cap.nanos(),
        jitter == null ? 0.25 : jitter,
        honorRetryAfter == null ? 60_000_000_000L : honorRetryAfter.nanos(),
        timeout == null ? 600_000_000_000L : timeout.nanos());
  }
}
