package dev.crossover.traffic.length;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/** The law of a quantile table, point by point. */
final class QuantileLaw implements Law {
  private final TreeMap<Double, Double> logByProbability;
  private final PiecewiseLaw logarithms;

  QuantileLaw(QuantileTable table) {
    this.logByProbability = table.logByProbability();
    this.logarithms = PiecewiseLaw.of(logByProbability);
  }

  @Override
  public double quantile(double p) {
    return FastMath.exp(logarithms.quantile(p));
  }

  @Override
  public double cumulative(double x) {
    return x <= 0 ? 0 : logarithms.cumulative(FastMath.log(x));
  }

  @Override
  public double heldMean(double low, double high) {
    double mean = 0;
    double before = 0;
    double start = logByProbability.firstEntry().getValue();
    for (Map.Entry<Double, Double> point : logByProbability.entrySet()) {
      mean += (point.getKey() - before) * LogLine.heldMean(start, point.getValue(), low, high);
      before = point.getKey();
      start = point.getValue();
    }
    return mean + (1 - before) * LogLine.heldMean(start, start, low, high);
  }
}
