package dev.crossover.traffic.profile;

import dev.crossover.traffic.arrival.PeakHour;
import org.jspecify.annotations.Nullable;

/**
 * What a profile amounts to over its measured window; exact for a trace, expected otherwise.
 *
 * @param name empty where the profile has none
 * @param description empty where the profile has none
 * @param source empty where the profile has none
 * @param requests in the measured window
 * @param requestsPerMonth at the mean rate
 * @param promptTokens mean of a request
 * @param outputTokens mean of a request
 * @param skippedRows rows of a trace that could not be replayed
 */
public record ProfileDescription(
    String name,
    String description,
    String source,
    double requests,
    double meanRatePerSecond,
    double requestsPerMonth,
    PeakHour peakHour,
    double promptTokens,
    double outputTokens,
    long skippedRows) {
  /** Peak hour over mean. */
  public double peakToMean() {
    return peakHour.perSecond() / meanRatePerSecond;
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
