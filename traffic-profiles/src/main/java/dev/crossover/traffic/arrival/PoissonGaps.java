package dev.crossover.traffic.arrival;

import dev.crossover.engine.kernel.RandomStream;

/** Exponential gaps: arrivals that know nothing of one another. */
final class PoissonGaps implements GapLaw {
  @Override
  public double gap(RandomStream draws, long index) {
    return draws.exponential(index);
  }
}
