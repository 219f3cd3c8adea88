package dev.crossover.experiments.report.bench;

import java.util.Arrays;

/** Exact statistics of samples, as NumPy computes them by default. */
final class Distribution {
  private final double[] sorted;

  /**
   * @param samples become the distribution's own: there may be many millions
   */
  Distribution(double[] samples) {
    sorted = samples;
    Arrays.sort(sorted);
  }

  boolean isEmpty() {
    return sorted.length == 0;
  }

  double mean() {
    return Arrays.stream(sorted).sum() / sorted.length;
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The population's standard deviation. */
  double std() {
    double mean = mean();
    double squares = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).sum();
    return StrictMath.sqrt(squares / sorted.length);
  }

  /**
   * The value below which a share of the samples lies, between neighbours by a straight line.
   *
   * @param percent 0 to 100
   */
  double percentile(double percent) {
    double place = percent / 100 * (sorted.length - 1);
    int below = (int) place;
    if (below + 1 >= sorted.length) {
      return sorted[sorted.length - 1];
    }
    return sorted[below] + (sorted[below + 1] - sorted[below]) * (place - below);
  }
}
