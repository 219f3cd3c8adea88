package dev.crossover.traffic.length;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;

/**
 * A quantile function given at named points: straight lines in the logarithm between them, level
 * beyond the lowest and the highest.
 *
 * @param logByProbability ln(value) by probability, not empty
 */
record QuantileTable(TreeMap<Double, Double> logByProbability) {
  /**
   * Reads a table of lengths.
   *
   * @param quantiles tokens, at least 1, by {@code p50}, {@code p99.9} and the like
   */
  static QuantileTable of(Map<String, Double> quantiles) {
    quantiles.forEach(QuantileTable::checkTokens);
    return ofPositive(QuantilePoints.of(quantiles, "{p0: 1, p50: 512, p99: 3000, p100: 8192}"));
  }

  /** A table of any values above 0. */
  static QuantileTable ofPositive(SortedMap<Double, Double> valueByProbability) {
    TreeMap<Double, Double> logs = new TreeMap<>(valueByProbability);
    logs.replaceAll((probability, value) -> FastMath.log(value));
    return new QuantileTable(logs);
  }

  /** ln of the quantile of {@code probability}, 0 to 1. */
  double logQuantile(double probability) {
    Map.Entry<Double, Double> below = logByProbability.floorEntry(probability);
    Map.Entry<Double, Double> above = logByProbability.higherEntry(probability);
    if (below == null) {
      return logByProbability.firstEntry().getValue();
    }
    if (above == null) {
      return below.getValue();
    }
    double along = (probability - below.getKey()) / (above.getKey() - below.getKey());
    return below.getValue() + (above.getValue() - below.getValue()) * along;
  }

  private static void checkTokens(String name, Double tokens) {
    if (!(tokens >= 1 && tokens <= TokenBounds.LIMIT)) {
      throw new IllegalArgumentException(
          name
              + " ("
              + tokens
              + ") must lie between 1 and "
              + TokenBounds.LIMIT
              + " tokens. Maybe 1, the shortest a request can be");
    }
  }
}
