package dev.crossover.engine.metering;

/**
 * A fleet over one window.
 *
 * @param runningMean requests in running, time average
 * @param waiting requests waiting at the window's end
 * @param replicasReady ready replicas at the window's end
 * @param busyShare step time over the time that replicas were ready or draining, NaN where none was
 * @param kvCacheMean share of these replicas' KV blocks in use, time average
 */
public record FleetReading(
    double runningMean, int waiting, int replicasReady, double busyShare, double kvCacheMean) {
  /** For strategies without a fleet. */
  public static final FleetReading NONE =
      new FleetReading(Double.NaN, 0, 0, Double.NaN, Double.NaN);
}
