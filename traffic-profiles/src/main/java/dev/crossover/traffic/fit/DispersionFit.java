package dev.crossover.traffic.fit;

import dev.crossover.traffic.fit.DispersionLaw.Wave;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.math3.util.FastMath;

/**
 * Finds the dispersion law nearest to a curve, by least squares of the logarithms.
 *
 * @param perSecond mean rate
 * @param span seconds over which the curve was measured
 * @param widths of the windows, seconds
 * @param weights what each of them counts
 */
record DispersionFit(double perSecond, double span, List<Double> widths, List<Double> weights) {
  private static final int MOST_STEPS = 4_000;
  private static final double LEAST_LOCAL = 0.2;
  private static final double MOST_LOCAL = 50;
  private static final double LEAST_CV = 0.003;
  private static final double MOST_CV = 9;
  private static final double SHORTEST_SECONDS = 1;

  /** A path over the whole stretch has at most ten times as many steps. */
  private static final double MOST_WAVELENGTHS = 3e5;

  /** Where a search begins, in seconds. */
  private static final double[] SCALES = {3, 30, 300};

  /**
   * The law with the given number of waves, and its misfit.
   *
   * @param curve the index of dispersion by window, each above 0
   */
  Fitted fit(List<Double> curve, int waves) {
    Fitted best = search(curve, start(curve, waves, 0));
    int starts = waves == 0 ? 1 : waves == 1 ? SCALES.length : SCALES.length * SCALES.length;
    for (int i = 1; i < starts; i++) {
      Fitted found = search(curve, start(curve, waves, i));
      if (found.misfit < best.misfit) {
        best = found;
      }
    }
    return best;
  }

  /**
   * A law and how well it fits.
   *
   * @param misfit root of the mean squared difference of the logarithms
   */
  record Fitted(DispersionLaw law, double misfit) {}

  private double[] start(List<Double> curve, int waves, int number) {
    double[] start = new double[1 + 2 * waves];
    start[0] = FastMath.log(Math.max(curve.get(0), 2 * LEAST_LOCAL));
    int scale = number;
    for (int wave = 0; wave < waves; wave++) {
      double seconds = SCALES[scale % SCALES.length] * (wave == 0 ? 1 : 1.5);
      scale /= SCALES.length;
      double excess = Math.max(curve.get(curve.size() - 1) - 1, 0.1);
      double width = widths.get(widths.size() - 1);
      start[1 + 2 * wave] = 0.5 * FastMath.log(excess / (perSecond * Math.min(width, 2 * seconds)));
      start[2 + 2 * wave] = FastMath.log(seconds);
    }
    return start;
  }

  private Fitted search(List<Double> curve, double[] start) {
    MultivariateFunction misfit = point -> misfit(curve, point);
    PointValuePair found =
        new SimplexOptimizer(1e-9, 1e-9)
            .optimize(
                new MaxEval(MOST_STEPS * 2),
                new org.apache.commons.math3.optim.MaxIter(MOST_STEPS),
                new ObjectiveFunction(misfit),
                GoalType.MINIMIZE,
                new InitialGuess(start),
                new NelderMeadSimplex(start.length, 0.5));
    double[] point = found.getPoint();
    return new Fitted(law(point), Math.sqrt(found.getValue()));
  }

  private double misfit(List<Double> curve, double[] point) {
    DispersionLaw law = law(point);
    double sum = 0;
    double total = 0;
    for (int i = 0; i < widths.size(); i++) {
      double measured = Math.max(law.measured(perSecond, widths.get(i), span), 1e-6);
      double error = FastMath.log(measured / curve.get(i));
      sum += weights.get(i) * error * error;
      total += weights.get(i);
    }
    return sum / total + outside(point);
  }

  /** What lies beyond the bounds costs by its distance, so that the search turns back. */
  private double outside(double[] point) {
    double cost = 0;
    DispersionLaw law = law(point);
    cost += distance(point[0], law.local());
    for (int wave = 0; wave < law.waves().size(); wave++) {
      cost += distance(point[1 + 2 * wave], law.waves().get(wave).cv());
      cost += distance(point[2 + 2 * wave], law.waves().get(wave).seconds());
    }
    return cost;
  }

  private static double distance(double log, double held) {
    return Math.abs(log - FastMath.log(held)) * 0.1;
  }

  private DispersionLaw law(double[] point) {
    List<Wave> waves = new ArrayList<>();
    for (int i = 1; i < point.length; i += 2) {
      waves.add(new Wave(held(point[i], LEAST_CV, MOST_CV), held(point[i + 1], shortest(), span)));
    }
    return new DispersionLaw(held(point[0], LEAST_LOCAL, MOST_LOCAL), waves);
  }

  private double shortest() {
    return Math.max(SHORTEST_SECONDS, span / MOST_WAVELENGTHS);
  }

  private static double held(double log, double low, double high) {
    return FastMath.exp(Math.min(Math.max(log, FastMath.log(low)), FastMath.log(high)));
  }
}
