package dev.crossover.engine.kernel;

import java.util.List;

/** An event that writes its name and the time into a log when it happens. */
final class Note extends CalendarEvent {
  private final Calendar calendar;
  private final String name;
  private final List<String> log;

  Note(Calendar calendar, EventOrder order, String name, List<String> log) {
    super(order);
    this.calendar = calendar;
    this.name = name;
    this.log = log;
  }

  @Override
  protected void fire() {
    log.add(name + "@" + calendar.now());
  }

  @Override
  public String toString() {
    throw new AssertionError("nothing prints an event on its way through the calendar");
  }
}
