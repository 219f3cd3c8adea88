package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Means over the measured window of completed requests.
 *
 * @param requestsPerS requests per second
 * @param outputTokensPerS tokens out per second
 * @param totalTokensPerS tokens in and out per second
 */
public record Throughput(
    @JsonProperty("requests_per_s") double requestsPerS,
    @JsonProperty("output_tokens_per_s") double outputTokensPerS,
    @JsonProperty("total_tokens_per_s") double totalTokensPerS) {
  public Throughput {
    Facts.notNegative(requestsPerS, "requests_per_s");
    Facts.notNegative(outputTokensPerS, "output_tokens_per_s");
    Facts.notNegative(totalTokensPerS, "total_tokens_per_s");
  }
}
