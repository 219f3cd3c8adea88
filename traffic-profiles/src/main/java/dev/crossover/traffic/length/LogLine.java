package dev.crossover.traffic.length;

import org.apache.commons.math3.util.FastMath;

/** A stretch of a quantile function that is straight in the logarithm. */
final class LogLine {
  private LogLine() {}

  /** The mean over the stretch of its values held between two bounds. */
  static double heldMean(double logStart, double logEnd, double low, double high) {
    double logLow = FastMath.log(low);
    double logHigh = FastMath.log(high);
    double from = Math.min(Math.max(logStart, logLow), logHigh);
    double to = Math.min(Math.max(logEnd, logLow), logHigh);
    double slope = logEnd - logStart;
    if (slope < 1e-12 || from == to) {
      return FastMath.exp(from);
    }
    double atLow = (from - logStart) / slope;
    double atHigh = (logEnd - to) / slope;
    return atLow * low + (FastMath.exp(to) - FastMath.exp(from)) / slope + atHigh * high;
  }
}
