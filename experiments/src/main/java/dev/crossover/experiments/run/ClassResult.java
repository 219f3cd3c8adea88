package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy did with one class of the traffic; components as in {@link StrategyResult}.
 *
 * @param ttftS seconds; like the other latencies null when no request completed
 * @param itlS null: engines do not tell gaps apart by class
 * @param goodputShare share of arrived requests that completed within all bounds of their class;
 *     null where it has none
 */
public record ClassResult(
    RequestCounts requests,
    TokenCounts tokens,
    @JsonProperty("ttft_s") @Nullable Quantiles ttftS,
    @JsonProperty("tpot_s") @Nullable Quantiles tpotS,
    @JsonProperty("itl_s") @Nullable Quantiles itlS,
    @JsonProperty("e2e_s") @Nullable Quantiles e2eS,
    @JsonProperty("queue_s") @Nullable Quantiles queueS,
    @Nullable Double goodputShare) {
  public ClassResult {
    Facts.present(requests, "requests");
    Facts.present(tokens, "tokens");
    Facts.notNegative(goodputShare, "goodput_share");
  }
}
