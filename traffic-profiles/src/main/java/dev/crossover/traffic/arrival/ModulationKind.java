package dev.crossover.traffic.arrival;

/** The laws of a rate that wanders by itself; each has mean 1. */
public enum ModulationKind {
  /** The logarithm is an Ornstein-Uhlenbeck process: slow waves, never silence. */
  LOGNORMAL,
  /** Exponential stretches of traffic and of silence in turn: episodes. */
  ON_OFF
}
