package dev.crossover.traffic.length;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.math3.util.FastMath;

/**
 * A quantile function given at named points: straight lines in the logarithm between them, level
 * beyond the lowest and the highest.
 *
 * @param logByProbability ln(tokens) by probability, not empty
 */
record QuantileTable(TreeMap<Double, Double> logByProbability) {
  private static final Pattern NAME = Pattern.compile("p(100(?:\\.0+)?|\\d{1,2}(?:\\.\\d+)?)");

  /**
   * Reads a table as written.
   *
   * @param quantiles tokens, at least 1, by {@code p50}, {@code p99.9} and the like
   */
  static QuantileTable of(Map<String, Double> quantiles) {
    TreeMap<Double, Double> tokensByProbability = new TreeMap<>();
    for (Map.Entry<String, Double> entry : new LinkedHashMap<>(quantiles).entrySet()) {
      double probability = probability(entry.getKey());
      double tokens = tokens(entry.getKey(), entry.getValue());
      if (tokensByProbability.put(probability, tokens) != null) {
        throw new IllegalArgumentException(
            entry.getKey() + " is given twice. Maybe remove one of them");
      }
    }
    if (tokensByProbability.isEmpty()) {
      throw new IllegalArgumentException(
          "quantiles are empty. Maybe {p0: 1, p50: 512, p99: 3000, p100: 8192}");
    }
    refuseDescent(tokensByProbability);
    tokensByProbability.replaceAll((probability, tokens) -> FastMath.log(tokens));
    return new QuantileTable(tokensByProbability);
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

  private static double probability(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "quantile '" + name + "' is not between p0 and p100. Maybe p50 or p99.9");
    }
    return Double.parseDouble(name.substring(1)) / 100;
  }

  private static double tokens(String name, Double tokens) {
    if (tokens == null || !(tokens >= 1 && tokens <= TokenBounds.LIMIT)) {
      throw new IllegalArgumentException(
          name
              + " ("
              + tokens
              + ") must lie between 1 and "
              + TokenBounds.LIMIT
              + " tokens. Maybe 1, the shortest a request can be");
    }
    return tokens;
  }

  private static void refuseDescent(TreeMap<Double, Double> tokensByProbability) {
    double highest = 0;
    for (Map.Entry<Double, Double> entry : tokensByProbability.entrySet()) {
      if (entry.getValue() < highest) {
        throw new IllegalArgumentException(
            "the quantile at "
                + entry.getKey()
                + " ("
                + entry.getValue()
                + ") is below a lower"
                + " one ("
                + highest
                + "). Maybe two values are swapped");
      }
      highest = entry.getValue();
    }
  }
}
