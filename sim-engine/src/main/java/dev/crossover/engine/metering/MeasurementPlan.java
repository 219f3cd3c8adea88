package dev.crossover.engine.metering;

import java.util.List;

/**
 * What is measured: requests that arrive in [fromNanos, toNanos), followed until endNanos, judged
 * as a whole and in windows of equal length.
 *
 * @param fromNanos end of the warm-up
 * @param toNanos end of what is measured and billed, after {@code fromNanos}
 * @param endNanos end of the simulation, not before {@code toNanos}
 * @param windowNanos length of a window; the last one may be shorter
 * @param terms statistics to judge in each window
 * @param bounds what one request must keep to count as good, or {@link RequestBounds#NONE}
 * @param classBounds the same for each traffic class, which are then told apart; empty where they
 *     are not
 */
public record MeasurementPlan(
    long fromNanos,
    long toNanos,
    long endNanos,
    long windowNanos,
    List<LatencyTerm> terms,
    RequestBounds bounds,
    List<RequestBounds> classBounds) {
  /** Windows beyond this many would cost more than they tell. */
  public static final int MAX_WINDOWS = 20_000;

  public MeasurementPlan {
    if (fromNanos < 0 || toNanos <= fromNanos || endNanos < toNanos || windowNanos <= 0) {
      throw new IllegalArgumentException(
          "measured span [%s, %s) with end %s and windows of %s ns is impossible"
              .formatted(fromNanos, toNanos, endNanos, windowNanos));
    }
    terms = List.copyOf(terms);
    classBounds = List.copyOf(classBounds);
  }

  /** A plan that does not tell traffic classes apart. */
  public MeasurementPlan(
      long fromNanos,
      long toNanos,
      long endNanos,
      long windowNanos,
      List<LatencyTerm> terms,
      RequestBounds bounds) {
    this(fromNanos, toNanos, endNanos, windowNanos, terms, bounds, List.of());
  }

  /** The window that holds an instant, or -1 outside the measured span. */
  public int windowOf(long nanos) {
    return nanos >= fromNanos && nanos < toNanos ? (int) ((nanos - fromNanos) / windowNanos) : -1;
  }

  public int windows() {
    return (int) ((toNanos - fromNanos + windowNanos - 1) / windowNanos);
  }

  /** Start of a window; for {@link #windows} the end of the measured span. */
  public long windowStartNanos(int window) {
    return Math.min(toNanos, fromNanos + window * windowNanos);
  }
}
