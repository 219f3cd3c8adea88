package dev.crossover.traffic.profile;

import dev.crossover.engine.units.WrittenAsScalar;

/**
 * How important requests are to an engine with priority scheduling: {@code high}, {@code normal},
 * {@code low} (-1, 0 and 1), or a whole number, of which the lower one is served first, as in vLLM.
 *
 * @param value lower is more important
 */
@WrittenAsScalar
public record PrioritySpec(int value) {
  /** Reads a name or a number as written in YAML. */
  public static PrioritySpec valueOf(String text) {
    return switch (text) {
      case "high" -> new PrioritySpec(-1);
      case "normal" -> new PrioritySpec(0);
      case "low" -> new PrioritySpec(1);
      default -> numbered(text);
    };
  }

  private static PrioritySpec numbered(String text) {
    try {
      return new PrioritySpec(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "is neither high, normal, low nor a whole number. Maybe normal", e);
    }
  }
}
