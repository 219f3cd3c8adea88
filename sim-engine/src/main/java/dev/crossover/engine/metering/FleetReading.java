package dev.crossover.engine.metering;

import dev.crossover.engine.kernel.WideSum;

/**
 * A fleet over one window.
 *
 * @param runningMean requests in running, time average
 * @param waiting requests waiting at the window's end
 * @param replicasReady ready replicas at the window's end
 * @param busyShare step time over the time that replicas served, NaN where none did
 * @param kvCacheMean share of the serving replicas' KV blocks in use, time average
 */
public record FleetReading(
    double runningMean, int waiting, int replicasReady, double busyShare, double kvCacheMean) {
  /** For strategies without a fleet. */
  public static final FleetReading NONE =
      new FleetReading(Double.NaN, 0, 0, Double.NaN, Double.NaN);

  /**
   * A part of the time that replicas served, at most 1: a step counts from its first whole
   * nanosecond, so up to one nanosecond of it may lie in the reading after its own.
   */
  public static double share(WideSum picos, double servedPicos) {
    return Math.min(1, picos.value() / servedPicos);
  }
}
