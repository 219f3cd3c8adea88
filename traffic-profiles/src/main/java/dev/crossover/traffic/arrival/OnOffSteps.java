package dev.crossover.traffic.arrival;

import dev.crossover.engine.kernel.RandomStream;

/**
 * Stretches of traffic and of silence in turn, exponential in length. It starts as at an arbitrary
 * instant: what is left of an exponential stretch is distributed as a whole one.
 */
final class OnOffSteps implements FactorSteps {
  private final RandomStream draws;
  private final double meanOnNanos;
  private final double meanOffNanos;
  private boolean on;
  private long stretch;
  private long endNanos;

  /** The part of a nanosecond by which the stretch outlasts {@code endNanos}. */
  private double rest;

  OnOffSteps(long meanOnNanos, long meanOffNanos, RandomStream draws) {
    this.draws = draws;
    this.meanOnNanos = meanOnNanos;
    this.meanOffNanos = meanOffNanos;
    this.on = draws.uniform(0) * (this.meanOnNanos + meanOffNanos) < meanOnNanos;
    measure();
  }

  @Override
  public double factor() {
    return on ? (meanOnNanos + meanOffNanos) / meanOnNanos : 0;
  }

  @Override
  public long endNanos() {
    return endNanos;
  }

  @Override
  public void advance() {
    on = !on;
    measure();
  }

  private void measure() {
    stretch++;
    double length = draws.exponential(stretch) * (on ? meanOnNanos : meanOffNanos) + rest;
    long whole = (long) length;
    rest = length - whole;
    endNanos = Math.addExact(endNanos, whole);
  }
}
