package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.Calendar;
import dev.crossover.engine.kernel.CalendarEvent;
import dev.crossover.engine.kernel.EventOrder;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;

/**
 * A stream's next request on the calendar. Where requests wait for the ends of others, none may be
 * known for a while, and an end may bring one before the one that was next: at the earliest at its
 * own instant, behind all else that happens then.
 */
final class Arrivals {
  /** What becomes of a request that has arrived. */
  interface Target {
    /** Whether nobody needs to hear of requests that arrive from now on. */
    boolean isDone();

    /**
     * A request has arrived.
     *
     * @param followsUp whether it arrives in the instant of the end it waited for, when the engines
     *     have done what was to be done at that instant
     */
    void arrive(Arrival arrival, boolean followsUp);
  }

  private final ArrivalStream stream;
  private final Calendar calendar;
  private final long endNanos;
  private final Target target;
  private final Arrival arrival = new Arrival();
  private final Next next = new Next(EventOrder.ARRIVAL);
  private final Next followUp = new Next(EventOrder.FOLLOW_UP);
  private final boolean awaitsEnds;

  /** When one of the two events is on the calendar. */
  private long plannedNanos = ArrivalStream.NONE;

  /**
   * @param endNanos end of the simulation; what would arrive later does not
   */
  Arrivals(ArrivalStream stream, Calendar calendar, long endNanos, Target target) {
    this.stream = stream;
    this.calendar = calendar;
    this.endNanos = endNanos;
    this.target = target;
    this.awaitsEnds = stream.awaitsCompletions();
  }

  void begin() {
    plan(next);
  }

  /** A request that has arrived has ended. */
  void ended(long id, Fate fate, int answerTokens, long nanos) {
    if (awaitsEnds) {
      stream.completed(id, nanos, fate, answerTokens);
      plan(followUp);
    }
  }

  /**
   * Puts the next arrival on the calendar, unless it is there.
   *
   * @param atOnce the event to use if it arrives now
   */
  private void plan(Next atOnce) {
    long nanos = stream.nextNanos() <= endNanos ? stream.nextNanos() : ArrivalStream.NONE;
    if (nanos == plannedNanos) {
      return;
    }
    if (plannedNanos != ArrivalStream.NONE) {
      calendar.cancel(next);
      calendar.cancel(followUp);
    }
    plannedNanos = nanos;
    if (nanos != ArrivalStream.NONE) {
      calendar.schedule(nanos == calendar.now() ? atOnce : next, nanos);
    }
  }

  /** The next request reaches the gateway. */
  private final class Next extends CalendarEvent {
    Next(EventOrder order) {
      super(order);
    }

    @Override
    protected void fire() {
      plannedNanos = ArrivalStream.NONE;
      do {
        if (target.isDone()) {
          calendar.stop();
          return;
        }
        stream.next(arrival);
        target.arrive(arrival, this == followUp);
      } while (joins());
      plan(this);
    }

    /** Follow-ups of one instant arrive together: an engine that idles is to see all of them. */
    private boolean joins() {
      return this == followUp && stream.nextNanos() == calendar.now();
    }
  }
}
