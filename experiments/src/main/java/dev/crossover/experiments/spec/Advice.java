package dev.crossover.experiments.spec;

import dev.crossover.engine.units.NearestName;
import java.util.Collection;

/** The "Maybe ..." for a name that nobody knows. */
final class Advice {
  private Advice() {}

  /** {@code ". Maybe NEAREST?"}, or all that are known where none is near. */
  static String maybe(String wanted, Collection<String> known) {
    if (known.isEmpty()) {
      return ". Maybe add one?";
    }
    String all = known.size() == 1 ? String.join("", known) : "one of " + String.join(", ", known);
    return ". Maybe " + NearestName.of(wanted, known).orElse(all) + "?";
  }
}
