package dev.crossover.experiments.run;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of a strategy that are followed over replications, by their result path. */
final class Headlines {
  private Headlines() {}

  /** The figures that exist for a result. */
  static Map<String, Double> of(StrategyResult result) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("requests.arrived", (double) result.requests().arrived());
    values.put("requests.completed", (double) result.requests().completed());
    put(values, "ttft_s", result.ttftS());
    put(values, "tpot_s", result.tpotS());
    put(values, "itl_s", result.itlS());
    put(values, "e2e_s", result.e2eS());
    put(values, "queue_s", result.queueS());
    values.put("throughput.requests_per_s", result.throughput().requestsPerS());
    values.put("throughput.output_tokens_per_s", result.throughput().outputTokensPerS());
    Utilization utilization = result.utilization();
    if (utilization != null) {
      put(values, "utilization.busy", utilization.busy());
      put(values, "utilization.kv_cache_mean", utilization.kvCacheMean());
    }
    CostResult cost = result.cost();
    put(values, "cost.monthly_usd", cost.monthlyUsd());
    put(values, "cost.usd_per_million_tokens", cost.usdPerMillionTokens());
    put(values, "cost.usd_per_1k_requests", cost.usdPer1kRequests());
    put(values, "cost.usd_per_1k_slo_met_requests", cost.usdPer1kSloMetRequests());
    return values;
  }

  /** Intervals of the figures that every replication has; none for fewer than two. */
  static Map<String, Interval> intervals(List<ReplicationResult> replications) {
    Map<String, Interval> intervals = new LinkedHashMap<>();
    if (replications.isEmpty()) {
      return intervals;
    }
    for (String path : replications.get(0).values().keySet()) {
      double[] values =
          replications.stream()
              .mapToDouble(r -> r.values().getOrDefault(path, Double.NaN))
              .toArray();
      Estimate estimate = Estimate.of(values);
      if (estimate != null) {
        intervals.put(path, new Interval(estimate.low(), estimate.high()));
      }
    }
    return intervals;
  }

  private static void put(Map<String, Double> values, String path, @Nullable Quantiles latency) {
    if (latency != null) {
      values.put(path + ".mean", latency.mean());
      values.put(path + ".p50", latency.p50());
      values.put(path + ".p95", latency.p95());
      values.put(path + ".p99", latency.p99());
    }
  }

  private static void put(Map<String, Double> values, String path, @Nullable Double value) {
    if (value != null) {
      values.put(path, value);
    }
  }

  private static void put(Map<String, Double> values, String path, @Nullable BigDecimal value) {
    if (value != null) {
      values.put(path, value.doubleValue());
    }
  }
}
