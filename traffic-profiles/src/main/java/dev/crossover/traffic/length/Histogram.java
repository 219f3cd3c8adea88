package dev.crossover.traffic.length;

import java.util.List;

/**
 * The law of recorded counts: within a bin every whole length is as likely as any other.
 *
 * <p>Each length is spread over the reals that round to it, so the two functions of the law are
 * straight lines.
 */
final class Histogram implements Law {
  /** Keeps the upper end of a bin from rounding to the length after it. */
  private static final double MARGIN = 0x1p-20;

  private final PiecewiseLaw lines;

  private final WeightedChoice bins;
  private final double[] starts;
  private final double[] widths;

  /**
   * Lengths and how often they occurred.
   *
   * @param from first length of the bin, in tokens
   * @param to last length of the bin, in tokens
   * @param count above 0
   */
  record Bin(int from, int to, double count) {}

  /**
   * @param bins ascending, not overlapping, at least one
   */
  Histogram(List<Bin> bins) {
    this.bins = new WeightedChoice(bins.stream().mapToDouble(Bin::count).toArray());
    this.starts = bins.stream().mapToDouble(bin -> bin.from() - 0.5).toArray();
    this.widths = bins.stream().mapToDouble(bin -> bin.to() + 1 - bin.from() - MARGIN).toArray();
    this.lines = lines();
  }

  @Override
  public double quantile(double p) {
    int bin = bins.index(p);
    double along = (p - bins.before(bin)) / bins.share(bin);
    return starts[bin] + widths[bin] * Math.min(Math.max(along, 0), 1);
  }

  @Override
  public double cumulative(double x) {
    return lines.cumulative(x);
  }

  @Override
  public double heldMean(double low, double high) {
    return lines.heldMean(low, high);
  }

  private PiecewiseLaw lines() {
    double[] probabilities = new double[2 * starts.length];
    double[] values = new double[2 * starts.length];
    for (int i = 0; i < starts.length; i++) {
      probabilities[2 * i] = bins.before(i);
      probabilities[2 * i + 1] = bins.before(i) + bins.share(i);
      values[2 * i] = starts[i];
      values[2 * i + 1] = starts[i] + widths[i];
    }
    return new PiecewiseLaw(probabilities, values);
  }
}
