package dev.crossover.models.catalog;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses facts that cannot be, in the words of the catalogue's YAML keys. */
final class Facts {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._/-]*");

  private Facts() {}

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Every entry of the catalogue says what it is called, since when it holds and who says so. */
  static void entry(String id, String name, String source, LocalDate validFrom) {
    present("id", id);
    require(
        ID.matcher(id).matches(),
        "id '" + id + "' may hold a-z, 0-9 and . _ / - only. Maybe write it in lower case?");
    present("name", name);
    present("source", source);
    present("valid_from", validFrom);
  }

  static void present(String key, @Nullable Object value) {
    require(
        value != null && !(value instanceof String text && text.isBlank()),
        key + " is missing. Maybe add it: every fact of the catalogue is explicit");
  }

  static void positive(String key, double value) {
    require(value > 0, key + " must be above 0, not " + value);
    require(Double.isFinite(value), key + " must be finite");
  }

  static void notNegative(String key, double value) {
    require(value >= 0 && Double.isFinite(value), key + " must not be negative, nor " + value);
  }

  /** A part of a peak: above 0 and, or the physics floor would not hold, at most 1. */
  static void efficiency(String key, double value) {
    require(value > 0 && value <= 1, key + " must lie in (0, 1], not " + value);
  }
}
