package dev.crossover.traffic.length;

import org.apache.commons.math3.util.FastMath;

/**
 * Lengths from a quantile table, compiled to an inverse of 1,024 equal steps of probability, each
 * straight in the logarithm: one multiplication finds the step, so a draw costs the same however
 * long the table is.
 */
final class QuantileLength implements LengthDistribution {
  private static final int CELLS = 1024;

  private final double[] logEdges = new double[CELLS + 1];
  private final TokenBounds bounds;

  QuantileLength(QuantileTable table, TokenBounds bounds) {
    this.bounds = bounds;
    for (int edge = 0; edge <= CELLS; edge++) {
      logEdges[edge] = table.logQuantile((double) edge / CELLS);
    }
  }

  @Override
  public int tokens(double uniform) {
    double scaled = uniform * CELLS;
    int cell = Math.min((int) scaled, CELLS - 1);
    double low = logEdges[cell];
    return bounds.tokens(FastMath.exp(low + (logEdges[cell + 1] - low) * (scaled - cell)));
  }

  /** The mean of the compiled law held between the bounds; rounding to tokens is symmetric. */
  @Override
  public double mean() {
    double sum = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      sum += LogLine.heldMean(logEdges[cell], logEdges[cell + 1], bounds.low(), bounds.high());
    }
    return sum / CELLS;
  }
}
