package dev.crossover.traffic.fit;

import dev.crossover.traffic.analysis.LengthSketch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.commons.math3.util.FastMath;

/**
 * A quantile table of at most 30 points for a distribution of whole numbers. Read as straight lines
 * in the logarithm and rounded, it gives back the distribution's shares and its mean: the points
 * are taken where a table of fewer would be most wrong, so that spikes and caps have theirs.
 */
final class QuantileFit {
  private static final int MOST_POINTS = 30;
  private static final double GOOD_SHARE = 0.008;
  private static final double GOOD_MEAN = 0.0003;

  /** Names of quantiles have three decimals of a percent. */
  private static final double STEP = 1e-5;

  /** Corners of the distribution function, ln(value) by share; both ascend. */
  private final double[] logs;

  private final double[] shares;
  private final double mean;

  private QuantileFit(double[] logs, double[] shares) {
    this.logs = logs;
    this.shares = shares;
    this.mean = mean(0, logs.length - 1);
  }

  /**
   * The table.
   *
   * @param sketch not empty
   * @return values by {@code p0} to {@code p100}
   */
  static Map<String, Double> of(LengthSketch sketch) {
    return corners(sketch).table();
  }

  /** A value v of the numbers stands for all lengths from v - 1/2 to v + 1/2. */
  private static QuantileFit corners(LengthSketch sketch) {
    List<double[]> corners = new ArrayList<>();
    double[] last = {0, 0};
    sketch.forEach(
        (low, high, share) -> {
          double from = Math.max(low - 0.5, 0.5);
          if (from > last[0]) {
            corners.add(new double[] {FastMath.log(from), last[1]});
          }
          last[0] = high + 0.5;
          last[1] += share;
          corners.add(new double[] {FastMath.log(last[0]), last[1]});
        });
    return new QuantileFit(
        corners.stream().mapToDouble(corner -> corner[0]).toArray(),
        corners.stream().mapToDouble(corner -> corner[1]).toArray());
  }

  private Map<String, Double> table() {
    NavigableSet<Integer> knots = new TreeSet<>(List.of(0, logs.length - 1));
    while (knots.size() < MOST_POINTS && split(knots)) {
      // Each split adds a knot, so there are at most thirty.
    }
    Map<String, Double> table = new LinkedHashMap<>();
    double lowest = 0;
    for (int knot : knots) {
      double share = knot == logs.length - 1 ? 1 : Math.max(rounded(shares[knot]), lowest);
      lowest = share + STEP;
      if (share < 1 || knot == logs.length - 1) {
        table.put(name(share), Math.max(value(knot), 1));
      }
    }
    return table;
  }

  /** Splits the worst stretch between two knots; false when none is bad. */
  private boolean split(NavigableSet<Integer> knots) {
    double worst = 1;
    int where = -1;
    int from = knots.first();
    for (int to : knots.tailSet(from, false)) {
      int corner = worstCorner(from, to);
      if (corner >= 0) {
        double meanError = Math.abs(lineMean(from, to) - mean(from, to)) / mean / GOOD_MEAN;
        double error = Math.max(shareError(from, to, corner) / GOOD_SHARE, meanError);
        if (error > worst) {
          worst = error;
          where = corner;
        }
      }
      from = to;
    }
    return where >= 0 && knots.add(where);
  }

  private int worstCorner(int from, int to) {
    double worst = -1;
    int where = -1;
    for (int corner = from + 1; corner < to; corner++) {
      double error = shareError(from, to, corner);
      if (error > worst) {
        worst = error;
        where = corner;
      }
    }
    return where;
  }

  private double shareError(int from, int to, int corner) {
    double along = (logs[corner] - logs[from]) / (logs[to] - logs[from]);
    return Math.abs(shares[from] + along * (shares[to] - shares[from]) - shares[corner]);
  }

  /** What the stretch adds to the mean if it is one straight line. */
  private double lineMean(int from, int to) {
    double slope = logs[to] - logs[from];
    return (shares[to] - shares[from])
        * (FastMath.exp(logs[to]) - FastMath.exp(logs[from]))
        / slope;
  }

  private double mean(int from, int to) {
    double sum = 0;
    for (int corner = from; corner < to; corner++) {
      sum += lineMean(corner, corner + 1);
    }
    return sum;
  }

  private double value(int knot) {
    double value = FastMath.exp(logs[knot]);
    return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static double rounded(double share) {
    return StrictMath.rint(share / STEP) * STEP;
  }

  private static String name(double share) {
    BigDecimal percent = BigDecimal.valueOf(share * 100).setScale(3, RoundingMode.HALF_EVEN);
    return "p" + percent.stripTrailingZeros().toPlainString();
  }
}
