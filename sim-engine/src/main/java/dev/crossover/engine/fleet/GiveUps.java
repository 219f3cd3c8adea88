package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.Calendar;
import dev.crossover.engine.kernel.CalendarEvent;
import dev.crossover.engine.kernel.EventOrder;
import dev.crossover.engine.request.LiveRequests;
import java.util.function.IntConsumer;

/** The clients that will not wait for ever: an event each, while the request has not ended. */
final class GiveUps {
  private final Calendar calendar;
  private final LiveRequests requests;
  private final IntConsumer abandon;
  private final RowEvents<GiveUp> events = new RowEvents<>(GiveUp::new);

  /**
   * @param abandon what happens when the client of a row gives up
   */
  GiveUps(Calendar calendar, LiveRequests requests, IntConsumer abandon) {
    this.calendar = calendar;
    this.requests = requests;
    this.abandon = abandon;
  }

  /**
   * A request has arrived that its client gives up later than now.
   *
   * @param endNanos end of the simulation, after which nobody hears of it
   */
  void watch(int row, long endNanos) {
    long nanos = requests.giveUpNanos[row];
    if (nanos <= endNanos) {
      calendar.schedule(events.of(row), nanos);
    }
  }

  /** A watched request has ended. */
  void forget(int row) {
    calendar.cancel(events.of(row));
  }

  /** A client's patience ends. */
  private final class GiveUp extends CalendarEvent {
    private final int row;

    GiveUp(int row) {
      super(EventOrder.GIVE_UP);
      this.row = row;
    }

    @Override
    protected void fire() {
      abandon.accept(row);
    }
  }
}
