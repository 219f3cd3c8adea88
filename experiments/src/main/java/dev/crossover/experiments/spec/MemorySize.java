package dev.crossover.experiments.spec;

import dev.crossover.engine.units.WrittenAsScalar;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory: {@code 1.5GiB}, {@code 800MB}.
 *
 * @param bytes not negative
 */
@WrittenAsScalar
public record MemorySize(long bytes) {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?) ?(MB|GB|MiB|GiB)");

  public MemorySize {
    Rules.require(bytes >= 0, "must not be negative");
  }

  /**
   * Reads a size as written in YAML.
   *
   * @throws IllegalArgumentException with advice when it is none
   */
  public static MemorySize valueOf(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not a memory size. Maybe write 1.5GiB or 800MB");
    }
    long unit =
        switch (matcher.group(2)) {
          case "MB" -> 1_000_000L;
          case "GB" -> 1_000_000_000L;
          case "MiB" -> 1L << 20;
          default -> 1L << 30;
        };
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    Rules.require(bytes.compareTo(BigDecimal.valueOf(1L << 50)) < 0, "must be below 1 PiB");
    return new MemorySize(bytes.longValue());
  }
}
