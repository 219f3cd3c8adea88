package dev.crossover.experiments.plan;

import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.Rate;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.experiments.spec.YamlNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as they are written: as text in a report, and whether two of them mean the same. */
final class Written {
  private static final List<Function<String, Object>> READINGS =
      List.of(
          text -> new BigDecimal(text).stripTrailingZeros(),
          Count::valueOf,
          Rate::valueOf,
          TimeSpan::valueOf);

  private Written() {}

  /** A value on one line, lists and blocks in flow style. */
  static String text(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar.text();
    }
    if (node instanceof YamlNode.Sequence list) {
      return list.items().stream().map(Written::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping.entries().entrySet().stream()
          .map(entry -> entry.getKey() + ": " + text(entry.getValue().value()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return "?";
  }

  /** Whether two texts are equal or are the same number, count, rate or time: 60s and 1m are. */
  static boolean same(String a, String b) {
    if (a.equals(b)) {
      return true;
    }
    for (Function<String, Object> reading : READINGS) {
      Object value = read(reading, a);
      if (value != null && value.equals(read(reading, b))) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Object read(Function<String, Object> reading, String text) {
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
