package dev.crossover.traffic.length;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A share that is drawn: a number from 0 to 1, or a table of quantiles.
 *
 * @param value the same for all; absent with {@code quantiles}
 * @param quantiles shares by name, {@code p0} to {@code p100}, straight lines between them
 */
public record ShareSpec(@Nullable Double value, @Nullable Map<String, Double> quantiles) {
  public ShareSpec {
    if ((value == null) == (quantiles == null)) {
      throw new IllegalArgumentException("needs either value or quantiles. Maybe 0.6");
    }
    if (value != null && !(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("must lie between 0 and 1. Maybe 0.6");
    }
    quantiles = quantiles == null ? null : new LinkedHashMap<>(quantiles);
    if (quantiles != null) {
      table(quantiles);
    }
  }

  /** A constant share, {@code 0.6}. */
  public static ShareSpec valueOf(String text) {
    try {
      return new ShareSpec(Double.valueOf(text), null);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a share. Maybe 0.6", e);
    }
  }

  Law law() {
    if (quantiles != null) {
      return table(quantiles);
    }
    return new ConstantLaw(value == null ? 0 : value);
  }

  private static PiecewiseLaw table(Map<String, Double> quantiles) {
    quantiles.forEach(
        (name, share) -> {
          if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                name + " (" + share + ") must lie between 0 and 1. Maybe 0.6");
          }
        });
    return PiecewiseLaw.of(QuantilePoints.of(quantiles, "{p0: 0, p50: 0.6, p100: 0.9}"));
  }
}
