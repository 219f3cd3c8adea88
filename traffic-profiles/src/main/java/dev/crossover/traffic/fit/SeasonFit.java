package dev.crossover.traffic.fit;

import dev.crossover.traffic.arrival.SeasonalitySpec;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hours of a recording: a table of the week where it lasts one, a table of the day where it
 * lasts a day, and none where it is shorter, since a part of a day does not tell a rhythm from a
 * burst.
 */
final class SeasonFit {
  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final int DAY = 24;
  private static final int WEEK = 168;

  private final long startNanosOfWeek;
  private final double[] counts = new double[WEEK];

  SeasonFit(LocalDateTime start) {
    this.startNanosOfWeek =
        (start.getDayOfWeek().getValue() - 1L) * DAY * HOUR_NANOS
            + start.toLocalTime().toNanoOfDay();
  }

  /** Takes an arrival. */
  void add(long nanos) {
    counts[hour(nanos)]++;
  }

  /** The table, of weights with mean 1, or null. */
  @Nullable SeasonalitySpec season(long spanNanos) {
    double[] table = table(spanNanos);
    if (table.length == 1) {
      return null;
    }
    List<Double> weights = new ArrayList<>();
    for (double weight : table) {
      weights.add(Digits.rounded(weight, 4));
    }
    return table.length == WEEK
        ? new SeasonalitySpec(null, null, null, null, weights, null)
        : new SeasonalitySpec(null, weights, null, null, null, null);
  }

  /** What the season alone adds to the index of dispersion of windows shorter than an hour. */
  double idc(double perSecond, double widthSeconds, long spanNanos) {
    double squares = 0;
    double[] table = table(spanNanos);
    for (double weight : table) {
      squares += (weight - 1) * (weight - 1) / table.length;
    }
    return perSecond * widthSeconds * squares;
  }

  private double[] table(long spanNanos) {
    // A recording ends with its last request, so one of a day is a little shorter.
    long span = spanNanos + HOUR_NANOS / 2;
    int hours = span >= WEEK * HOUR_NANOS ? WEEK : span >= DAY * HOUR_NANOS ? DAY : 1;
    double[] counted = new double[hours];
    double[] seen = new double[hours];
    for (long from = 0; from < spanNanos; ) {
      long next = Math.min(from + HOUR_NANOS - (startNanosOfWeek + from) % HOUR_NANOS, spanNanos);
      seen[hour(from) % hours] += next - from;
      from = next;
    }
    for (int hour = 0; hour < WEEK; hour++) {
      counted[hour % hours] += counts[hour];
    }
    double sum = 0;
    for (int hour = 0; hour < hours; hour++) {
      counted[hour] /= seen[hour];
      sum += counted[hour];
    }
    for (int hour = 0; hour < hours; hour++) {
      counted[hour] *= hours / sum;
    }
    return counted;
  }

  private int hour(long nanos) {
    return (int) ((startNanosOfWeek + nanos) / HOUR_NANOS % WEEK);
  }
}
