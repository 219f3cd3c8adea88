package dev.crossover.traffic.arrival;

import dev.crossover.engine.kernel.RandomStream;
import org.apache.commons.math3.util.FastMath;

/**
 * A factor whose logarithm is a stationary Ornstein-Uhlenbeck process, on a grid of a tenth of its
 * correlation time. Its mean is 1: a lognormal variable of log variance s^2 has mean e^(s^2/2).
 */
final class LognormalSteps implements FactorSteps {
  private static final long STEPS_OF_A_CORRELATION_TIME = 10;
  private static final double KEPT = FastMath.exp(-1.0 / STEPS_OF_A_CORRELATION_TIME);
  private static final double NEW = Math.sqrt(1 - KEPT * KEPT);

  private final RandomStream draws;
  private final long correlationNanos;
  private final double sigma;
  private long step;
  private double state;
  private double factor;
  private long endNanos;

  LognormalSteps(double cv, long correlationNanos, RandomStream draws) {
    this.draws = draws;
    this.correlationNanos = correlationNanos;
    this.sigma = Math.sqrt(FastMath.log1p(cv * cv));
    take(draws.normal(0));
  }

  @Override
  public double factor() {
    return factor;
  }

  @Override
  public long endNanos() {
    return endNanos;
  }

  @Override
  public void advance() {
    step++;
    take(KEPT * state + NEW * draws.normal(step));
  }

  private void take(double x) {
    state = x;
    factor = FastMath.exp(sigma * (x - sigma / 2));
    long length = correlationNanos / STEPS_OF_A_CORRELATION_TIME;
    long rest = correlationNanos % STEPS_OF_A_CORRELATION_TIME;
    endNanos = (step + 1) * length + (step + 1) * rest / STEPS_OF_A_CORRELATION_TIME;
  }
}
