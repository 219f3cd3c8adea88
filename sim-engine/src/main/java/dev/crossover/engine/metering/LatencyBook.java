package dev.crossover.engine.metering;

/** One histogram for each {@link LatencyMetric}. */
public final class LatencyBook {
  private final LatencyHistogram[] histograms = new LatencyHistogram[LatencyMetric.values().length];

  public LatencyBook() {
    for (int i = 0; i < histograms.length; i++) {
      histograms[i] = new LatencyHistogram();
    }
  }

  public LatencyHistogram of(LatencyMetric metric) {
    return histograms[metric.ordinal()];
  }

  public void add(LatencyBook other) {
    for (int i = 0; i < histograms.length; i++) {
      histograms[i].add(other.histograms[i]);
    }
  }

  public void clear() {
    for (LatencyHistogram histogram : histograms) {
      histogram.clear();
    }
  }
}
