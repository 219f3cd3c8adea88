package dev.crossover.experiments.run;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What result records refuse and how they copy: in order, complete, finite. */
final class Facts {
  private Facts() {}

  static void require(boolean holds, String message, @Nullable Object... numbers) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, numbers));
    }
  }

  /** Values come from files too, where a key may be missing whatever the type says. */
  static <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  static <T> List<T> copy(@Nullable List<T> values, String name) {
    for (T value : present(values, name)) {
      present(value, "an element of " + name);
    }
    return List.copyOf(present(values, name));
  }

  /** An unmodifiable copy in the same order. */
  static <V> Map<String, V> copy(@Nullable Map<String, V> values, String name) {
    Map<String, V> copy = new LinkedHashMap<>(present(values, name));
    copy.forEach((key, value) -> present(value, name + "." + key));
    return Collections.unmodifiableMap(copy);
  }

  static void finite(double value, String name) {
    require(Double.isFinite(value), "%s (%s) is not a finite number", name, value);
  }

  static void notNegative(@Nullable Double value, String name) {
    if (value != null) {
      require(value >= 0 && value <= Double.MAX_VALUE, "%s (%s) is not at least 0", name, value);
    }
  }

  static void notNegative(@Nullable Long value, String name) {
    require(value == null || value >= 0, "%s (%s) is negative", name, value);
  }

  /** The same amount in its one plain form, so that equal amounts are equal records. */
  static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  static @Nullable BigDecimal plainOrNull(@Nullable BigDecimal amount) {
    return amount == null ? null : plain(amount);
  }
}
