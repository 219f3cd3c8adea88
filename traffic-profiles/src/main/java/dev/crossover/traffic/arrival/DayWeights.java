package dev.crossover.traffic.arrival;

import org.jspecify.annotations.Nullable;

/**
 * The {@code day_of_week} block: traffic of a day relative to the others.
 *
 * @param mon weight of a Monday; 1 unless given
 * @param tue weight of a Tuesday; 1 unless given
 * @param wed weight of a Wednesday; 1 unless given
 * @param thu weight of a Thursday; 1 unless given
 * @param fri weight of a Friday; 1 unless given
 * @param sat weight of a Saturday; 1 unless given
 * @param sun weight of a Sunday; 1 unless given
 */
public record DayWeights(
    @Nullable Double mon,
    @Nullable Double tue,
    @Nullable Double wed,
    @Nullable Double thu,
    @Nullable Double fri,
    @Nullable Double sat,
    @Nullable Double sun) {
  static final DayWeights EQUAL = new DayWeights(null, null, null, null, null, null, null);

  public DayWeights {
    for (Double weight : new Double[] {mon, tue, wed, thu, fri, sat, sun}) {
      if (weight != null && !(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a day's weight must be 0 or more. Maybe sat: 0.6");
      }
    }
  }

  /** Seven weights, Monday first. */
  double[] weights() {
    return new double[] {or1(mon), or1(tue), or1(wed), or1(thu), or1(fri), or1(sat), or1(sun)};
  }

  private static double or1(@Nullable Double weight) {
    return weight == null ? 1 : weight;
  }
}
