package dev.crossover.experiments.run;

/**
 * What a hosted API's rate limits did, totals over replications.
 *
 * @param throttled answers of status 429
 * @param retries attempts after the first
 */
public record HostedCounts(long throttled, long retries) {
  public HostedCounts {
    Facts.notNegative(throttled, "throttled");
    Facts.notNegative(retries, "retries");
  }
}
