package dev.crossover.engine.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * A hosted API's limits, several buckets at once: a request is admitted when all of them hold its
 * share, and takes from all. Output is taken from the client's max_tokens where it sets one, and
 * set right when the answer is complete.
 */
final class RateLimiter {
  private static final long MINUTE = 60_000_000_000L;
  private static final long DAY = 86_400_000_000_000L;

  /** What a bucket counts. */
  private enum Counts {
    REQUESTS,
    TOKENS,
    INPUT,
    OUTPUT
  }

  private record Limit(Counts counts, TokenBucket bucket) {
    long share(long input, long output) {
      return switch (counts) {
        case REQUESTS -> 1;
        case TOKENS -> input + output;
        case INPUT -> input;
        case OUTPUT -> output;
      };
    }
  }

  private final Limit[] limits;

  RateLimiter(HostedLimits limits) {
    List<Limit> list = new ArrayList<>();
    add(list, Counts.REQUESTS, limits.requestsPerMinute(), MINUTE);
    add(list, Counts.REQUESTS, limits.requestsPerDay(), DAY);
    add(list, Counts.TOKENS, limits.tokensPerMinute(), MINUTE);
    add(list, Counts.INPUT, limits.inputTokensPerMinute(), MINUTE);
    add(list, Counts.OUTPUT, limits.outputTokensPerMinute(), MINUTE);
    this.limits = list.toArray(new Limit[0]);
  }

  private static void add(List<Limit> list, Counts counts, long amount, long periodNanos) {
    if (amount > 0) {
      list.add(new Limit(counts, new TokenBucket(amount, periodNanos)));
    }
  }

  boolean isUnlimited() {
    return limits.length == 0;
  }

  /** Whether the limits could admit such a request after any wait. */
  boolean couldEverAdmit(long input, long output) {
    for (Limit limit : limits) {
      if (!limit.bucket.canEverHold(limit.share(input, output))) {
        return false;
      }
    }
    return true;
  }

  /** Takes the request's share from every bucket, or from none where one is too empty. */
  boolean admit(long input, long output, long nanos) {
    for (Limit limit : limits) {
      if (!limit.bucket.holds(limit.share(input, output), nanos)) {
        return false;
      }
    }
    for (Limit limit : limits) {
      limit.bucket.take(limit.share(input, output), nanos);
    }
    return true;
  }

  /** Nanoseconds until every bucket could hold the request: the Retry-After of a 429. */
  long nanosUntil(long input, long output, long nanos) {
    long longest = 0;
    for (Limit limit : limits) {
      long wait = limit.bucket.nanosUntil(limit.share(input, output), nanos);
      longest = Math.max(longest, wait);
    }
    return longest;
  }

  /** The answer had {@code actual} output tokens where {@code reserved} had been taken. */
  void settle(long reserved, long actual, long nanos) {
    for (Limit limit : limits) {
      long difference = limit.share(0, reserved) - limit.share(0, actual);
      if (difference > 0) {
        limit.bucket.giveBack(difference, nanos);
      } else if (difference < 0) {
        limit.bucket.take(-difference, nanos);
      }
    }
  }
}
