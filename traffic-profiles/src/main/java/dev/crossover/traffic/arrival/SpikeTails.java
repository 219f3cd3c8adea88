package dev.crossover.traffic.arrival;

import org.apache.commons.math3.util.FastMath;

/**
 * What the exponential falls after one block's spikes add to a factor of 1. Falls of one time
 * constant that meet are one fall from their sum. Each step has the mean of the fall over it.
 */
final class SpikeTails implements FactorSteps {
  /** A fall is over after so many time constants: a billionth is left. */
  private static final double OVER = 20.7;

  private final SpikeTrain train;
  private final double extra;
  private final long untilFallNanos;
  private final long decayNanos;
  private final long stepNanos;
  private long next;
  private long nextFallNanos;
  private double level;
  private double factor;
  private long endNanos;

  SpikeTails(SpikeSpec spec, SpikeTrain train) {
    this.train = train;
    this.extra = spec.multiplier() - 1;
    this.untilFallNanos = SpikeTops.nanos(spec.rampUp()) + SpikeTops.nanos(spec.hold());
    this.decayNanos = SpikeTops.nanos(spec.decay());
    this.stepNanos = SpikeSteps.stepNanos(decayNanos);
    this.next = train.firstAfter(-untilFallNanos - (long) Math.min(OVER * decayNanos, 6e18));
    this.nextFallNanos = fall(next);
    while (nextFallNanos < 0) {
      level += extra * FastMath.exp((double) nextFallNanos / decayNanos);
      nextFallNanos = fall(++next);
    }
    advance();
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
    long from = endNanos;
    while (nextFallNanos <= from) {
      level += extra;
      nextFallNanos = fall(++next);
    }
    if (level < extra * 1e-9) {
      level = 0;
      factor = 0;
      endNanos = nextFallNanos;
    } else {
      endNanos = Math.min(from + stepNanos, nextFallNanos);
      double exponent = (double) (endNanos - from) / decayNanos;
      double lost = -FastMath.expm1(-exponent) * level;
      factor = lost / exponent;
      level -= lost;
    }
  }

  private long fall(long k) {
    long begin = train.beginNanos(k);
    return begin == Long.MAX_VALUE ? begin : begin + untilFallNanos;
  }
}
