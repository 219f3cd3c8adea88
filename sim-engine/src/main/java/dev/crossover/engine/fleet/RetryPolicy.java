package dev.crossover.engine.fleet;

/**
 * When a client asks again after a 429 or a fault, as the official SDKs do: exponential back-off
 * with subtractive jitter.
 *
 * @param maxRetries attempts after the first
 * @param baseNanos back-off before the first retry, doubled for each further one
 * @param capNanos longest back-off
 * @param jitter largest share taken off a back-off, 0 to 1
 * @param honorRetryAfterNanos a Retry-After up to this long replaces the back-off
 * @param timeoutNanos longest wait for one attempt
 */
public record RetryPolicy(
    int maxRetries,
    long baseNanos,
    long capNanos,
    double jitter,
    long honorRetryAfterNanos,
    long timeoutNanos) {
  public RetryPolicy {
    require(maxRetries >= 0, "max retries must not be negative");
    require(baseNanos >= 0, "the back-off base must not be negative");
    require(capNanos >= baseNanos, "the back-off cap must not be below its base. Maybe swap them?");
    require(jitter >= 0 && jitter <= 1, "jitter must lie between 0 and 1");
    require(honorRetryAfterNanos >= 0, "honor_retry_after must not be negative");
    require(timeoutNanos > 0, "the timeout must be above 0s");
  }

  /**
   * Wait before a retry: {@code min(base * 2^attempt, cap) * (1 - jitter * u)}.
   *
   * @param attempt 0 for the first retry
   * @param u uniform in [0, 1)
   */
  public long backoffNanos(int attempt, double u) {
    if (attempt < 0) {
      throw new IllegalArgumentException("attempt " + attempt + " is negative");
    }
    // capNanos >> attempt < baseNanos says base * 2^attempt > cap without overflow.
    boolean capped = attempt > 62 || capNanos >> attempt < baseNanos;
    long full = capped ? capNanos : Math.min(baseNanos << attempt, capNanos);
    return (long) (full * (1 - jitter * u));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
