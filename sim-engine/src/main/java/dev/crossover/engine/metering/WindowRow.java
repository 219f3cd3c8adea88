package dev.crossover.engine.metering;

import dev.crossover.engine.request.Fate;
import java.util.List;

/**
 * One window of a run, as it goes into the timeline. Requests are counted in the window of their
 * arrival, token gaps in the window in which they end; fleet figures are null without a fleet.
 *
 * @param startNanos start
 * @param endNanos end
 * @param counts arrivals and fates
 * @param outputTokens of completed requests
 * @param ttftP99Seconds NaN where nothing completed
 * @param e2eP99Seconds NaN where nothing completed
 * @param itlP95Seconds NaN where there was no gap
 * @param termSeconds value of each judged term, NaN where it does not exist
 * @param fleet state of the fleet over the window
 */
public record WindowRow(
    long startNanos,
    long endNanos,
    FateCounts counts,
    long outputTokens,
    double ttftP99Seconds,
    double e2eP99Seconds,
    double itlP95Seconds,
    List<Double> termSeconds,
    FleetReading fleet) {

  /** Completed over arrived; NaN where nothing arrived. */
  public double successShare() {
    return counts.arrived() == 0
        ? Double.NaN
        : (double) counts.of(Fate.COMPLETED) / counts.arrived();
  }
}
