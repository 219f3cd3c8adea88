package dev.crossover.traffic.length;

/**
 * A choice among many by weight, by inversion: one uniform draw, one index.
 *
 * <p>A guide says for each of as many equal steps of probability as there are indices where to
 * start looking, so a draw looks at two in the mean, however many there are and however uneven the
 * weights (Chen and Asau, 1974).
 */
public final class WeightedChoice {
  /** By index, the share of the draws that mean it or one before it. */
  private final double[] cumulative;

  /** By step of probability, the first index that its draws may mean. */
  private final int[] guide;

  /**
   * @param weights above 0, at least one of them
   */
  public WeightedChoice(double[] weights) {
    cumulative = new double[weights.length];
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum / total;
    }
    guide = guide(cumulative);
  }

  private static int[] guide(double[] cumulative) {
    int[] guide = new int[cumulative.length];
    int first = 0;
    for (int step = 0; step < guide.length; step++) {
      // A product that rounded up to this step belongs to a draw just below it.
      double from = (step - 1e-6) / guide.length;
      while (first < cumulative.length - 1 && cumulative[first] <= from) {
        first++;
      }
      guide[step] = first;
    }
    return guide;
  }

  /**
   * An index, non-decreasing in {@code uniform}.
   *
   * @param uniform in (0, 1)
   */
  public int index(double uniform) {
    int index = guide[(int) (uniform * guide.length)];
    while (uniform >= cumulative[index] && index < cumulative.length - 1) {
      index++;
    }
    return index;
  }

  /** The share of the draws that mean this index. */
  public double share(int index) {
    return cumulative[index] - before(index);
  }

  /** The share of the draws that mean an index before this one. */
  public double before(int index) {
    return index == 0 ? 0 : cumulative[index - 1];
  }

  /** How many there are to choose from. */
  public int size() {
    return cumulative.length;
  }
}
