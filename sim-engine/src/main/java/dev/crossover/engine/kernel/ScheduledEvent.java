package dev.crossover.engine.kernel;

import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;

/**
 * A calendar event as DSOL sees it, with its place in the {@link EventHeap}. DSOL's own event
 * classes number themselves from a counter shared by the whole process; this one is numbered by its
 * calendar, so that parallel simulations cannot influence each other.
 */
final class ScheduledEvent implements SimEventInterface<Double> {
  /** The place of an event that is on no heap. */
  static final int NOWHERE = -1;

  private static final int ORDER_SHIFT = 56;

  private final CalendarEvent event;
  private final long orderBits;

  /** When it happens. */
  private long nanos;

  /** Decides between events of one nanosecond: the order's rank, then the sequence number. */
  private long tie;

  /** Index in the heap's arrays, kept by the heap. */
  int place = NOWHERE;

  ScheduledEvent(CalendarEvent event, EventOrder order) {
    this.event = event;
    this.orderBits = (long) order.rank() << ORDER_SHIFT;
  }

  /**
   * Gives the event its key.
   *
   * @param sequence the calendar's count of schedulings, below 2^56: two years of them at one per
   *     nanosecond
   */
  void stamp(long atNanos, long sequence) {
    nanos = atNanos;
    tie = orderBits | sequence;
  }

  long nanos() {
    return nanos;
  }

  long tie() {
    return tie;
  }

  @Override
  public void execute() {
    event.fire();
  }

  /** Seconds; a view, exact to the nanosecond for 104 days only. */
  @Override
  public Double getAbsoluteExecutionTime() {
    return nanos / 1e9;
  }

  /** DSOL's scale runs from 10, first, down to 1. */
  @Override
  public short getPriority() {
    return (short) Math.max(MIN_PRIORITY, MAX_PRIORITY - event.order().rank());
  }

  @Override
  public long getId() {
    return tie & ((1L << ORDER_SHIFT) - 1);
  }

  @Override
  public int compareTo(SimEventInterface<Double> other) {
    ScheduledEvent that = EventHeap.ours(other);
    return nanos != that.nanos ? Long.compare(nanos, that.nanos) : Long.compare(tie, that.tie);
  }
}
