package dev.crossover.traffic.arrival;

/** The local week minute by minute, daylight saving included. */
final class SeasonSteps implements FactorSteps {
  static final long MINUTE_NANOS = 60_000_000_000L;

  private final WeekSeason season;
  private final LocalCalendar.MinuteCursor clock;
  private long minute;
  private double factor;

  SeasonSteps(WeekSeason season, LocalCalendar calendar) {
    this.season = season;
    this.clock = calendar.cursor();
    this.factor = season.at(clock.minuteOfWeek(0));
  }

  @Override
  public double factor() {
    return factor;
  }

  @Override
  public long endNanos() {
    return (minute + 1) * MINUTE_NANOS;
  }

  @Override
  public void advance() {
    minute++;
    factor = season.at(clock.minuteOfWeek(minute));
  }
}
