package dev.crossover.traffic.trace;

import java.util.Locale;

/** What follows the last request of a trace. */
public enum Repeat {
  /** Nothing. */
  NONE,
  /**
   * The trace from its beginning, again and again until the end of the simulation; hashed content
   * is new in every repetition.
   */
  UNTIL_END;

  /** As written in YAML. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
