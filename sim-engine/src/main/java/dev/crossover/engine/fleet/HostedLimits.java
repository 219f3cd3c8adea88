package dev.crossover.engine.fleet;

/**
 * A hosted API's rate limits: several token buckets at once, the first empty one answers 429.
 *
 * @param requestsPerMinute 0 for no such limit, like all others
 * @param tokensPerMinute prompt and output tokens together
 * @param inputTokensPerMinute prompt tokens
 * @param outputTokensPerMinute output tokens
 * @param requestsPerDay a bucket refilled over 24 hours
 * @param retryAfter whether a 429 says when the bucket will have refilled
 */
public record HostedLimits(
    long requestsPerMinute,
    long tokensPerMinute,
    long inputTokensPerMinute,
    long outputTokensPerMinute,
    long requestsPerDay,
    boolean retryAfter) {
  /** An API that never throttles. */
  public static final HostedLimits NONE = new HostedLimits(0, 0, 0, 0, 0, false);

  public HostedLimits {
    long least = Math.min(requestsPerMinute, Math.min(tokensPerMinute, requestsPerDay));
    if (Math.min(least, Math.min(inputTokensPerMinute, outputTokensPerMinute)) < 0) {
      throw new IllegalArgumentException("a rate limit must not be negative; 0 means none");
    }
  }
}
