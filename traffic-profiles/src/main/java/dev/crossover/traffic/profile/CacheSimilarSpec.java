package dev.crossover.traffic.profile;

import dev.crossover.engine.units.Share;
import dev.crossover.engine.units.TimeSpan;

/**
 * A cache in front of everything that answers queries similar to earlier ones without a model.
 *
 * @param hitRate share of the requests that are similar to one of the last {@code ttl}, the earlier
 *     one lying evenly within it: so the cache, empty at time 0, needs one {@code ttl} to get there
 * @param ttl how long an answer is kept
 */
public record CacheSimilarSpec(Share hitRate, TimeSpan ttl) {
  public CacheSimilarSpec {
    if (ttl.nanos() == 0) {
      throw new IllegalArgumentException("ttl must be above 0s. Maybe 1h");
    }
  }
}
