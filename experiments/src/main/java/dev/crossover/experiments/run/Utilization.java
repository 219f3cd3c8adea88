package dev.crossover.experiments.run;

import org.jspecify.annotations.Nullable;

/**
 * How well a fleet's replicas were used while ready; shares between 0 and 1.
 *
 * @param busy step time over ready time
 * @param mfu FLOPs of the steps over the GPUs' peak
 * @param mbu bytes of the steps over the GPUs' peak bandwidth
 * @param kvCacheMean share of KV blocks in use, mean over ready time
 * @param kvCachePeak the same at its highest
 * @param runningMean requests running in all replicas together, mean over the measured span
 * @param tokensOfCapacity tokens served over what the fleet could have served within the SLO; null
 *     where the capacity was not searched
 */
public record Utilization(
    @Nullable Double busy,
    @Nullable Double mfu,
    @Nullable Double mbu,
    @Nullable Double kvCacheMean,
    @Nullable Double kvCachePeak,
    @Nullable Double runningMean,
    @Nullable Double tokensOfCapacity) {
  public Utilization {
    Facts.notNegative(busy, "busy");
    Facts.notNegative(mfu, "mfu");
    Facts.notNegative(mbu, "mbu");
    Facts.notNegative(kvCacheMean, "kv_cache_mean");
    Facts.notNegative(kvCachePeak, "kv_cache_peak");
    Facts.notNegative(runningMean, "running_mean");
    Facts.notNegative(tokensOfCapacity, "tokens_of_capacity");
  }
}
