package dev.crossover.traffic.arrival;

import dev.crossover.engine.kernel.RandomStream;

/**
 * The gaps of a stationary renewal process of rate 1. Gap 0 is the wait from an arbitrary instant
 * to the first arrival, so that the expected count of any window is its length from the start on.
 */
interface GapLaw {
  /** Gap {@code index} in mean gaps, a pure function of the stream and the index. */
  double gap(RandomStream draws, long index);
}
