package dev.crossover.experiments.spec;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses what an experiment file may not say, in words that start with the key. */
final class Rules {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

  private Rules() {}

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  static void name(String key, String name) {
    require(
        NAME.matcher(name).matches(),
        key + " may hold a to z, 0 to 9 and - alone, 60 at most. Maybe " + suggestion(name) + "?");
  }

  /** A whole number that must reach a limit where it is given. */
  static void atLeast(String key, int limit, @Nullable Integer value) {
    require(
        value == null || value >= limit,
        key + " must be at least " + limit + " (" + value + "). Maybe " + limit + "?");
  }

  static void notNegative(String key, double value) {
    require(value >= 0, key + " must not be negative. Maybe 0?");
  }

  static void distinct(String key, Collection<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      require(
          seen.add(name),
          key + " has '" + Shown.value(name) + "' twice. Maybe remove one of them?");
    }
  }

  private static String suggestion(String name) {
    String fitting =
        name.toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9-]+", "-")
            .replaceAll("-+$", "");
    return fitting.isEmpty()
        ? "my-experiment"
        : fitting.substring(0, Math.min(60, fitting.length()));
  }
}
