package dev.crossover.traffic.session;

/** What a turn's prompt holds of the turns before it. */
public enum ContextRule {
  /** All of them, prompts and answers, which the engine's cache may still hold. */
  ACCUMULATE,
  /** Nothing: each turn stands alone. */
  NONE
}
