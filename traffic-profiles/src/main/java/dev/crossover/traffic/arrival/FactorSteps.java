package dev.crossover.traffic.arrival;

/**
 * One factor on the rate over simulated time: constant within each step, read forward from a step
 * that holds time 0 or begins there. Readers keep no grid, so a horizon of twenty years costs no
 * memory.
 */
interface FactorSteps {
  /** The factor all through the current step, at least 0. */
  double factor();

  /**
   * Where the current step ends and the next begins; {@code Long.MAX_VALUE} where it never does.
   */
  long endNanos();

  /** Goes to the step that begins at {@link #endNanos}; it may have no length. */
  void advance();
}
