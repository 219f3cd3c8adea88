package dev.crossover.engine.metering;

/** What is known of one window until it closes; recycled for a later window. */
final class WindowBook {
  final FateCounts counts = new FateCounts();
  final LatencyBook latencies = new LatencyBook();
  FleetReading fleet = FleetReading.NONE;

  /** Requests of this window that have not ended. */
  long open;

  /** Whether the window's time is over, so that no more requests can join it. */
  boolean past;

  WindowRow close(MeasurementPlan plan, int window, FateCounts kept) {
    kept.add(counts);
    double[] terms = plan.terms().stream().mapToDouble(t -> t.seconds(latencies)).toArray();
    WindowRow row =
        new WindowRow(
            plan.windowStartNanos(window),
            plan.windowStartNanos(window + 1),
            kept,
            latencies.of(LatencyMetric.TTFT).quantileSeconds(0.99),
            latencies.of(LatencyMetric.E2E).quantileSeconds(0.99),
            latencies.of(LatencyMetric.ITL).quantileSeconds(0.95),
            terms,
            fleet);
    return row;
  }

  void clear() {
    counts.clear();
    latencies.clear();
    fleet = FleetReading.NONE;
    open = 0;
    past = false;
  }
}
