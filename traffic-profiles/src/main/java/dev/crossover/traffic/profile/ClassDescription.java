package dev.crossover.traffic.profile;

import dev.crossover.traffic.arrival.PeakHour;
import org.jspecify.annotations.Nullable;

/**
 * What a class amounts to over the measured window; exact for a trace, expected otherwise.
 *
 * @param name of the class
 * @param requests in the measured window; NaN where they depend on how fast answers come
 * @param peakHour its busiest hour, or null where it depends on the answers
 * @param promptTokens mean of a request
 * @param outputTokens mean of a request
 * @param sessions that begin in the measured window; 0 where requests stand alone or wait for
 *     answers
 * @param turnsPerSession 1 where requests stand alone
 * @param clients in a closed loop, or requests in flight at most; 0 for no such bound
 * @param skippedRows rows of a trace that could not be replayed
 */
public record ClassDescription(
    String name,
    double requests,
    @Nullable PeakHour peakHour,
    double promptTokens,
    double outputTokens,
    double sessions,
    double turnsPerSession,
    long clients,
    long skippedRows) {
  /** Whether the number of requests is known without a simulation. */
  public boolean isCounted() {
    return !Double.isNaN(requests);
  }
}
