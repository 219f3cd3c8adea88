package dev.crossover.engine.request;

/** How a request ended; every arrival has exactly one. */
public enum Fate {
  COMPLETED,
  REJECTED,
  FAILED,
  UNFINISHED
}
