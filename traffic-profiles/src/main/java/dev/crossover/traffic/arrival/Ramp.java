package dev.crossover.traffic.arrival;

/** How the rate gets from one stage to the next. */
public enum Ramp {
  /** At once, at the stage's beginning. */
  STEP,
  /** In a straight line over the stage's duration. */
  LINEAR,
  /** By the same factor in equal times over the stage's duration. */
  EXPONENTIAL
}
