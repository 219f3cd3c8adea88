package dev.crossover.engine.kernel;

/**
 * Something that happens at an instant. An event object is on at most one calendar, at most once,
 * and may be scheduled again, moved or cancelled; subclasses say what happens in {@link #fire}.
 */
public abstract class CalendarEvent {
  private final EventOrder order;

  /** What DSOL sees of this event; made once, so that scheduling allocates nothing. */
  final ScheduledEvent scheduled;

  protected CalendarEvent(EventOrder order) {
    this.order = order;
    this.scheduled = new ScheduledEvent(this, order);
  }

  /** What happens; exceptions reach the caller of {@link Calendar#run}. */
  protected abstract void fire();

  public final EventOrder order() {
    return order;
  }
}
