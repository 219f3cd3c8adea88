package dev.crossover.traffic.session;

import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.length.DurationSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Clients who send a request only when they have the answer to the one before, in place of a rate.
 *
 * @param users clients with a think time; either this or {@code concurrency}
 * @param concurrency requests in flight at most, each sent as soon as another one ends, as {@code
 *     vllm bench serve --max-concurrency} does at an infinite request rate
 * @param thinkTime from an answer to the user's next request; none unless given
 * @param rampUp time over which the clients begin, evenly spread; all at time 0 unless given
 * @param requests how many are sent in all; no limit unless given
 */
public record ClosedLoopSpec(
    @Nullable Count users,
    @Nullable Count concurrency,
    @Nullable DurationSpec thinkTime,
    @Nullable TimeSpan rampUp,
    @Nullable Count requests) {
  private static final long MAX_CLIENTS = 1_000_000;

  public ClosedLoopSpec {
    if ((users == null) == (concurrency == null)) {
      throw new IllegalArgumentException("needs either users or concurrency. Maybe users: 50");
    }
    Count clients = users == null ? concurrency : users;
    if (clients != null && (clients.value() < 1 || clients.value() > MAX_CLIENTS)) {
      throw new IllegalArgumentException(
          "there must be between 1 and " + MAX_CLIENTS + " clients. Maybe users: 50");
    }
    if (concurrency != null && thinkTime != null) {
      throw new IllegalArgumentException(
          "concurrency has no think_time. Maybe write users in place of concurrency");
    }
    if (requests != null && requests.value() < 1) {
      throw new IllegalArgumentException("requests must be at least 1. Maybe leave it out");
    }
  }

  /** Clients or requests in flight. */
  public int clients() {
    return (int) Objects.requireNonNull(users == null ? concurrency : users).value();
  }

  /** Requests sent in all. */
  long limit() {
    return requests == null ? Long.MAX_VALUE : requests.value();
  }

  long rampNanos() {
    return rampUp == null ? 0 : rampUp.nanos();
  }

  /** When a client sends its first request. */
  long beginNanos(int client) {
    return Permits.spread(client, clients(), rampNanos());
  }
}
