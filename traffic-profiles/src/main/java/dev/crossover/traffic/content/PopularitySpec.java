package dev.crossover.traffic.content;

import org.jspecify.annotations.Nullable;

/**
 * How often each prefix is used: {@code uniform} for equally, or by rank.
 *
 * @param zipf exponent s above 0 to 10: the prefix of rank k is used in proportion to k^-s
 */
public record PopularitySpec(@Nullable Double zipf) {
  static final PopularitySpec UNIFORM = new PopularitySpec(null);

  private static final double MAX_EXPONENT = 10;

  public PopularitySpec {
    if (zipf != null && !(zipf > 0 && zipf <= MAX_EXPONENT)) {
      throw new IllegalArgumentException(
          "zipf (" + zipf + ") must lie above 0 and at most at 10. Maybe 1.1, or uniform for 0");
    }
  }

  /** The one popularity that has a name. */
  public static PopularitySpec valueOf(String text) {
    if (!text.equals("uniform")) {
      throw new IllegalArgumentException("is not uniform. Maybe uniform, or {zipf: 1.1}");
    }
    return UNIFORM;
  }

  /** Relative use of a prefix. */
  double weight(int rank) {
    return zipf == null ? 1 : StrictMath.pow(rank, -zipf);
  }
}
