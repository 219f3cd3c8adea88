package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one strategy did with the traffic of a point, over all replications.
 *
 * @param name in the experiment file
 * @param kind who served
 * @param requests totals over replications
 * @param tokens totals over replications
 * @param ttftS time to first token, seconds, as the client sees it; like every latency null when no
 *     request completed
 * @param tpotS time per output token after the first, seconds; requests of one token left out
 * @param itlS every gap between output batches, seconds; null where the gaps are not modelled
 * @param e2eS first arrival to last token, seconds
 * @param queueS enqueued to first scheduled, seconds, of requests served by a fleet
 * @param throughput means over the measured window
 * @param utilization of the fleet; null without one
 * @param preemptions total over replications; null without a fleet
 * @param prefixCacheHitRate tokens found in the prefix cache over those it was asked for, as vLLM's
 *     metrics count them: all requests first admitted in the window; null without one
 * @param steps engine steps, total over replications; null without a fleet
 * @param specDecode what drafts brought; null without speculation
 * @param replicas the fleet's size; null without a fleet
 * @param hosted what the API's limits did; null without a hosted API
 * @param routes who served how many; null unless hybrid
 * @param byClass the same by traffic class; empty where traffic has one class without bounds
 * @param slo null without an SLO
 * @param cost mean over replications
 * @param perReplication in index order
 * @param ci95 95 % confidence intervals of means over replications, by result path such as {@code
 *     cost.monthly_usd} or {@code ttft_s.p99}; empty with one replication
 */
public record StrategyResult(
    String name,
    StrategyKind kind,
    RequestCounts requests,
    TokenCounts tokens,
    @JsonProperty("ttft_s") @Nullable Quantiles ttftS,
    @JsonProperty("tpot_s") @Nullable Quantiles tpotS,
    @JsonProperty("itl_s") @Nullable Quantiles itlS,
    @JsonProperty("e2e_s") @Nullable Quantiles e2eS,
    @JsonProperty("queue_s") @Nullable Quantiles queueS,
    Throughput throughput,
    @Nullable Utilization utilization,
    @Nullable Long preemptions,
    @Nullable Double prefixCacheHitRate,
    @Nullable Long steps,
    @Nullable SpecDecode specDecode,
    @Nullable ReplicaCounts replicas,
    @Nullable HostedCounts hosted,
    @Nullable RouteCounts routes,
    Map<String, ClassResult> byClass,
    @Nullable SloResult slo,
    CostResult cost,
    List<ReplicationResult> perReplication,
    @JsonProperty("ci95") Map<String, Interval> ci95) {
  public StrategyResult {
    Facts.present(name, "name");
    Facts.present(kind, "kind");
    Facts.present(requests, "requests");
    Facts.present(tokens, "tokens");
    Facts.present(throughput, "throughput");
    Facts.present(cost, "cost");
    Facts.notNegative(preemptions, "preemptions");
    Facts.notNegative(prefixCacheHitRate, "prefix_cache_hit_rate");
    Facts.notNegative(steps, "steps");
    byClass = Facts.copy(byClass, "by_class");
    perReplication = Facts.copy(perReplication, "per_replication");
    ci95 = Facts.copy(ci95, "ci95");
  }
}
