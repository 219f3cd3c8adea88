package dev.crossover.traffic.arrival;

import dev.crossover.engine.kernel.RandomStream;

/** Equal gaps; only the phase of the first one is random. */
final class ConstantGaps implements GapLaw {
  @Override
  public double gap(RandomStream draws, long index) {
    return index == 0 ? draws.uniform(0) : 1;
  }
}
