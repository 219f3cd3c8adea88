package dev.crossover.traffic.fit;

import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * The index of dispersion of arrivals whose rate wanders: {@code IDC(w) = c0 + rate w sum of cv^2
 * g(w/tau)} with {@code g(x) = 2 (x - 1 + e^-x) / x^2}, for a factor on the rate whose correlation
 * falls as {@code e^(-t/tau)}.
 *
 * @param local c0: what the gaps alone give over many of them, 1/shape of a gamma law
 * @param waves the factors
 */
record DispersionLaw(double local, List<Wave> waves) {
  DispersionLaw {
    waves = List.copyOf(waves);
  }

  /**
   * One random factor of mean 1.
   *
   * @param cv its standard deviation
   * @param seconds its correlation time
   */
  record Wave(double cv, double seconds) {
    /** What the product of two independent factors has beyond their sum. */
    Wave times(Wave other) {
      return new Wave(cv * other.cv, 1 / (1 / seconds + 1 / other.seconds));
    }

    double idc(double perSecond, double width) {
      double x = width / seconds;
      double shape = x < 1e-4 ? 1 - x / 3 : 2 * (x - 1 + FastMath.exp(-x)) / (x * x);
      return perSecond * width * cv * cv * shape;
    }
  }

  /** In windows of a width, over a stretch without end. */
  double idc(double perSecond, double width) {
    double sum = local;
    for (int i = 0; i < waves.size(); i++) {
      sum += waves.get(i).idc(perSecond, width);
      for (int j = 0; j < i; j++) {
        sum += waves.get(i).times(waves.get(j)).idc(perSecond, width);
      }
    }
    return sum;
  }

  /**
   * What is expected to be measured in the whole windows of a finite stretch, where the sample mean
   * follows the slow waves: E[s^2] = n/(n-1) (V(w) - V(nw)/n^2).
   */
  double measured(double perSecond, double width, double span) {
    double windows = StrictMath.floor(span / width);
    double lost = idc(perSecond, width * windows) / windows;
    return windows / (windows - 1) * (idc(perSecond, width) - lost);
  }
}
