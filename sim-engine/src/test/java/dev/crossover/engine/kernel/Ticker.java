package dev.crossover.engine.kernel;

/** An event that happens again and again at a fixed distance. */
final class Ticker extends CalendarEvent {
  private final Calendar calendar;
  private final long periodNanos;
  long ticks;

  Ticker(Calendar calendar, long periodNanos) {
    super(EventOrder.ENGINE);
    this.calendar = calendar;
    this.periodNanos = periodNanos;
  }

  @Override
  protected void fire() {
    ticks++;
    calendar.schedule(this, calendar.now() + periodNanos);
  }
}
