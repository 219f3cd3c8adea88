package dev.crossover.traffic.length;

/**
 * The inverse of a law as straight lines between points that lie closer the nearer they are to
 * either end: 128 to each halving of the distance, down to 1/4096, beyond which the law itself is
 * asked. The points are found by the bits of the distance, so a draw needs no logarithm.
 *
 * <p>Where a line would miss the law by more than a thousandth, as at a jump, the law is asked too.
 */
final class InverseTable {
  private static final int MANTISSA_BITS = 52;
  private static final int LINE_BITS = 7;
  private static final int SHIFT = MANTISSA_BITS - LINE_BITS;
  private static final long ALONG_MASK = (1L << SHIFT) - 1;
  private static final double ALONG_UNIT = 1.0 / (1L << SHIFT);
  private static final double NEAREST = 0x1p-12;
  private static final int FIRST = (int) (Double.doubleToRawLongBits(NEAREST) >>> SHIFT);
  private static final int LINES = (int) (Double.doubleToRawLongBits(0.5) >>> SHIFT) - FIRST;
  private static final double TOLERANCE = 1e-3;

  private final Law law;
  private final double negligible;

  /** By distance from the end, the law's values; NaN at the start of a line that would miss it. */
  private final double[] fromBelow = new double[LINES + 2];

  private final double[] fromAbove = new double[LINES + 2];

  /**
   * @param negligible an error that does not matter even where the values are small
   */
  InverseTable(Law law, double negligible) {
    this.law = law;
    this.negligible = negligible;
    for (int line = 0; line <= LINES; line++) {
      fromBelow[line] = law.quantile(distance(line));
      fromAbove[line] = law.quantile(1 - distance(line));
    }
    // The median itself is a line of no length.
    fromBelow[LINES + 1] = fromBelow[LINES];
    fromAbove[LINES + 1] = fromAbove[LINES];
    refuseCrookedLines();
  }

  /** The law's value for a draw in (0, 1). */
  double quantile(double uniform) {
    boolean below = uniform < 0.5;
    double distance = below ? uniform : 1 - uniform;
    if (distance < NEAREST) {
      return law.quantile(uniform);
    }
    double[] points = below ? fromBelow : fromAbove;
    long bits = Double.doubleToRawLongBits(distance);
    int line = (int) (bits >>> SHIFT) - FIRST;
    double start = points[line];
    double value = start + (points[line + 1] - start) * ((bits & ALONG_MASK) * ALONG_UNIT);
    return Double.isNaN(value) ? law.quantile(uniform) : value;
  }

  private static double distance(int line) {
    return Double.longBitsToDouble((long) (FIRST + line) << SHIFT);
  }

  private void refuseCrookedLines() {
    boolean[] below = new boolean[LINES];
    boolean[] above = new boolean[LINES];
    for (int line = 0; line < LINES; line++) {
      double middle = (distance(line) + distance(line + 1)) / 2;
      below[line] = misses(fromBelow, line, law.quantile(middle));
      above[line] = misses(fromAbove, line, law.quantile(1 - middle));
    }
    for (int line = 0; line < LINES; line++) {
      fromBelow[line] = below[line] ? Double.NaN : fromBelow[line];
      fromAbove[line] = above[line] ? Double.NaN : fromAbove[line];
    }
  }

  private boolean misses(double[] points, int line, double truth) {
    double error = Math.abs((points[line] + points[line + 1]) / 2 - truth);
    return !(error <= Math.max(TOLERANCE * Math.abs(truth), negligible));
  }
}
