package dev.crossover.engine.metering;

/**
 * A latency statistic with a limit that an SLO sets.
 *
 * @param metric what is measured
 * @param quantile 0 to 1, or NaN for the mean
 * @param limitNanos the largest value that meets the term
 */
public record LatencyTerm(LatencyMetric metric, double quantile, long limitNanos) {
  /** The statistic's value in seconds; NaN where nothing was measured. */
  public double seconds(LatencyBook book) {
    LatencyHistogram histogram = book.of(metric);
    return Double.isNaN(quantile) ? histogram.meanSeconds() : histogram.quantileSeconds(quantile);
  }
}
