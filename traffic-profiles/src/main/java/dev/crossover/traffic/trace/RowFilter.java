package dev.crossover.traffic.trace;

import java.util.Map;

/**
 * The {@code filter} of a replay: the rows whose columns, or top-level JSON keys, are exactly as
 * given.
 */
final class RowFilter {
  private final Map<String, String> wanted;

  RowFilter(Map<String, String> wanted) {
    this.wanted = wanted;
  }

  boolean isEmpty() {
    return wanted.isEmpty();
  }

  Map<String, String> wanted() {
    return wanted;
  }

  /** Whether a key says something of which the filter has an opinion. */
  boolean knows(String key) {
    return wanted.containsKey(key);
  }

  /** Whether a value of a key that it knows is the one wanted. */
  boolean passes(String key, String value) {
    return value.equals(wanted.get(key));
  }
}
