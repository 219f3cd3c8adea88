package dev.crossover.engine.metering;

import java.util.List;

/** What is known of one window until it closes; recycled for a later window. */
final class WindowBook {
  final FateCounts counts = new FateCounts();
  final LatencyBook latencies = new LatencyBook();
  FleetReading fleet = FleetReading.NONE;

  /** Output tokens of completed requests. */
  long outputTokens;

  /** Requests of this window that have not ended. */
  long open;

  /** Whether the window's time is over, so that no more requests can join it. */
  boolean past;

  WindowRow close(MeasurementPlan plan, int window, FateCounts kept) {
    kept.add(counts);
    List<Double> terms = plan.terms().stream().map(t -> t.seconds(latencies)).toList();
    return new WindowRow(
        plan.windowStartNanos(window),
        plan.windowStartNanos(window + 1),
        kept,
        outputTokens,
        latencies.of(LatencyMetric.TTFT).quantileSeconds(0.99),
        latencies.of(LatencyMetric.E2E).quantileSeconds(0.99),
        latencies.of(LatencyMetric.ITL).quantileSeconds(0.95),
        terms,
        fleet);
  }

  void clear() {
    counts.clear();
    latencies.clear();
    fleet = FleetReading.NONE;
    outputTokens = 0;
    open = 0;
    past = false;
  }
}
