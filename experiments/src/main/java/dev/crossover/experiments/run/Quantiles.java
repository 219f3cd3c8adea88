package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A latency's distribution over completed requests, in seconds. Mean and maximum are exact, the
 * quantiles come from merged histograms and lie within 0.1 % (so that p99.9 may pass the maximum by
 * as much).
 *
 * @param p50 the median
 * @param p999 the 99.9th percentile, {@code p99.9} in files
 */
public record Quantiles(
    double mean,
    double p50,
    double p90,
    double p95,
    double p99,
    @JsonProperty("p99.9") double p999,
    double max) {
  public Quantiles {
    Facts.notNegative(mean, "mean");
    Facts.notNegative(p50, "p50");
    Facts.notNegative(p999, "p99.9");
    Facts.notNegative(max, "max");
    Facts.require(
        p50 <= p90 && p90 <= p95 && p95 <= p99 && p99 <= p999,
        "quantiles fall: p50 %s, p90 %s, p95 %s, p99 %s, p99.9 %s",
        p50,
        p90,
        p95,
        p99,
        p999);
  }
}
