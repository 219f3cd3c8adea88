package dev.crossover.traffic.length;

import org.apache.commons.math3.util.FastMath;

/**
 * The standard normal distribution function by Hart's rational approximation (Hart and others,
 * Computer Approximations, 1968, no. 5666, as given by West, Wilmott Magazine, May 2005), relative
 * error 1e-14 down to -7 and 1e-9 beyond.
 */
final class NormalProbability {
  private static final double[] NUMERATOR = {
    220.206867912376,
    221.213596169931,
    112.079291497871,
    33.912866078383,
    6.37396220353165,
    0.700383064443688,
    0.0352624965998911
  };
  private static final double[] DENOMINATOR = {
    440.413735824752,
    793.826512519948,
    637.333633378831,
    296.564248779674,
    86.7807322029461,
    16.064177579207,
    1.75566716318264,
    0.0883883476483184
  };
  private static final double FAR = 7.07106781186547;
  private static final double SQRT_TWO_PI = Math.sqrt(2 * Math.PI);

  private NormalProbability() {}

  /** P(Z &lt;= z). */
  static double below(double z) {
    double tail = tail(Math.abs(z));
    return z > 0 ? 1 - tail : tail;
  }

  private static double tail(double distance) {
    double density = FastMath.exp(-distance * distance / 2);
    if (distance < FAR) {
      return density * polynomial(NUMERATOR, distance) / polynomial(DENOMINATOR, distance);
    }
    double fraction = distance + 0.65;
    for (int term = 4; term >= 1; term--) {
      fraction = distance + term / fraction;
    }
    return density / (fraction * SQRT_TWO_PI);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
