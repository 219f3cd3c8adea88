package dev.crossover.engine.kernel;

import dev.crossover.engine.units.TimeSpan;

/**
 * Simulated time and what is going to happen in it. Events run on the caller's thread in the order
 * of their nanosecond, then of their {@link EventOrder}, then of their scheduling on this calendar.
 * DSOL's simulator does the work. One thread at a time; any number of calendars side by side.
 */
public final class Calendar {
  private final CalendarSimulator simulator = CalendarSimulator.create();
  private final EventHeap heap = simulator.heap();

  /** The instant of the event under way or, between runs, the one the last run reached. */
  public long now() {
    return simulator.nowNanos();
  }

  /**
   * Schedules an event, or moves it if it is scheduled already; either way it comes behind the
   * events of the same instant and order. An event may schedule itself again while it fires.
   *
   * @param nanos now or later, at most {@link TimeSpan#MAX_NANOS}
   * @throws IllegalArgumentException when the instant lies outside these bounds
   * @throws IllegalStateException when the event is on another calendar
   */
  public void schedule(CalendarEvent event, long nanos) {
    checkInstant(nanos);
    heap.schedule(event.scheduled, nanos);
  }

  /** Takes an event off the calendar; nothing happens when it is not on it. */
  public void cancel(CalendarEvent event) {
    heap.remove(event.scheduled);
  }

  public boolean isScheduled(CalendarEvent event) {
    return heap.contains(event.scheduled);
  }

  /**
   * Runs every event at or before {@code untilNanos}, events scheduled on the way included; then it
   * is {@code untilNanos}. An event's exception passes through unchanged and leaves the clock at
   * that event; a later run goes on behind it.
   *
   * @param untilNanos now or later, at most {@link TimeSpan#MAX_NANOS}
   * @throws IllegalStateException when called by an event of this calendar
   */
  public void run(long untilNanos) {
    checkInstant(untilNanos);
    simulator.runTo(untilNanos);
  }

  /**
   * Ends the run after the event under way, the clock at that event. Between runs there is nothing
   * to end: the next run is not affected.
   */
  public void stop() {
    simulator.stop();
  }

  private void checkInstant(long nanos) {
    if (nanos < now() || nanos > TimeSpan.MAX_NANOS) {
      throw new IllegalArgumentException(outOfBounds(nanos));
    }
  }

  private String outOfBounds(long nanos) {
    return nanos < now()
        ? nanos + " ns lies before now, " + now() + " ns"
        : nanos + " ns lies beyond the longest simulated time, " + TimeSpan.MAX_NANOS + " ns";
  }
}
