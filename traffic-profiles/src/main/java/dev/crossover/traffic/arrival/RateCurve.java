package dev.crossover.traffic.arrival;

/**
 * The expected rate over simulated time, constant within each minute: a mean volume shaped by the
 * local week. Holds no grid, so a horizon of twenty years costs no memory.
 */
public final class RateCurve {
  static final long CELL_NANOS = 60_000_000_000L;
  private static final long HOUR_NANOS = 60 * CELL_NANOS;

  private final WeekSeason season;
  private final LocalCalendar calendar;
  private final double meanPerSecond;

  /**
   * @param meanPerSecond requests per second at a season of 1
   */
  public RateCurve(WeekSeason season, LocalCalendar calendar, double meanPerSecond) {
    this.season = season;
    this.calendar = calendar;
    this.meanPerSecond = meanPerSecond;
  }

  /**
   * The same shape, scaled so that exactly {@code perSecond} times the window's length is expected
   * in it: a month that begins on a Monday holds more working days than its weeks average.
   *
   * @throws IllegalArgumentException when the season is 0 all through the window
   */
  public RateCurve normalised(double perSecond, long fromNanos, long toNanos) {
    double wanted = perSecond * ((toNanos - fromNanos) / 1e9);
    double expected = requests(fromNanos, toNanos);
    if (!(expected > 0)) {
      throw new IllegalArgumentException(
          "the seasonality gives no traffic between "
              + calendar.at(fromNanos)
              + " and "
              + calendar.at(toNanos)
              + ", the measured window. Maybe change start, the horizon, or set normalize: false");
    }
    return new RateCurve(season, calendar, meanPerSecond * (wanted / expected));
  }

  /** Requests expected in [from, to). */
  public double requests(long fromNanos, long toNanos) {
    LocalCalendar.MinuteCursor clock = calendar.cursor();
    double weightedNanos = 0;
    long at = fromNanos;
    while (at < toNanos) {
      long cell = at / CELL_NANOS;
      long end = Math.min((cell + 1) * CELL_NANOS, toNanos);
      weightedNanos += season.at(clock.minuteOfWeek(cell)) * (end - at);
      at = end;
    }
    return weightedNanos / 1e9 * meanPerSecond;
  }

  /** The busiest hour of [from, to), the first one where several are equal. */
  public PeakHour peakHour(long fromNanos, long toNanos) {
    long best = fromNanos;
    double bestPerSecond = -1;
    long at = fromNanos;
    while (at < toNanos) {
      long end = Math.min((at / HOUR_NANOS + 1) * HOUR_NANOS, toNanos);
      double perSecond = requests(at, end) / ((end - at) / 1e9);
      if (perSecond > bestPerSecond * (1 + 1e-9)) {
        best = at;
        bestPerSecond = perSecond;
      }
      at = end;
    }
    return new PeakHour(calendar.at(best), bestPerSecond);
  }

  /** Reads the requests per nanosecond of ever later cells. */
  Cursor cursor() {
    return new Cursor(calendar.cursor());
  }

  /** The rate of cells asked for in ascending order. */
  final class Cursor {
    private final LocalCalendar.MinuteCursor clock;

    private Cursor(LocalCalendar.MinuteCursor clock) {
      this.clock = clock;
    }

    double perNano(long cell) {
      return meanPerSecond * season.at(clock.minuteOfWeek(cell)) * 1e-9;
    }
  }
}
