package dev.crossover.experiments.spec;

import dev.crossover.engine.units.WrittenAsScalar;

/**
 * Most tokens of one request: {@code 8192}; {@code auto}, or -1 as in vLLM, for the most that the
 * model can take and the KV cache can hold.
 *
 * @param tokens 0 for auto
 */
@WrittenAsScalar
public record ModelLength(int tokens) {
  public ModelLength {
    Rules.require(tokens == 0 || tokens >= 2, "must be at least 2. Maybe 8192, or auto?");
  }

  /**
   * Reads a length as written in YAML.
   *
   * @throws IllegalArgumentException with advice when it is none
   */
  public static ModelLength valueOf(String text) {
    if (text.equals("auto") || text.equals("-1")) {
      return new ModelLength(0);
    }
    Rules.require(
        text.matches("-?[0-9]{1,9}"), "is neither a whole number nor auto. Maybe write 8192");
    int tokens = Integer.parseInt(text);
    Rules.require(tokens != 0, "must be at least 2. Maybe 8192, or auto?");
    return new ModelLength(tokens);
  }

  /** Whether the model and the KV cache decide. */
  public boolean isAuto() {
    return tokens == 0;
  }
}
