package dev.crossover.traffic.arrival;

import dev.crossover.engine.units.Rate;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.engine.units.WrittenAsScalar;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a stage leads: a factor on the profile's rate, as {@code 1.5}, or a rate of its own, as
 * {@code 20/s}.
 *
 * @param factor at least 0; null where there is a rate
 * @param rate null where there is a factor
 */
@WrittenAsScalar
public record StageTarget(@Nullable Double factor, @Nullable Rate rate) {
  private static final double MAX_FACTOR = 1e6;

  public StageTarget {
    if ((factor == null) == (rate == null)) {
      throw new IllegalArgumentException("needs a factor or a rate. Maybe 1.5 or 20/s");
    }
    if (factor != null && !(factor >= 0 && factor <= MAX_FACTOR)) {
      throw new IllegalArgumentException("must lie between 0 and 1e6. Maybe 1.5 or 20/s");
    }
  }

  /** Reads either form as written in YAML. */
  public static StageTarget valueOf(String text) {
    if (text.contains("/")) {
      return new StageTarget(null, Rate.valueOf(text));
    }
    try {
      return new StageTarget(Double.valueOf(text), null);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is neither a factor nor a rate. Maybe 1.5 or 20/s", e);
    }
  }

  boolean isZero() {
    return rate == null ? Objects.requireNonNull(factor) == 0 : rate.amount().signum() == 0;
  }

  /**
   * The factor, or the rate per second.
   *
   * @param month what a month lasts
   */
  double factorOrPerSecond(TimeSpan month) {
    return rate == null ? Objects.requireNonNull(factor) : rate.perSecond(month);
  }
}
