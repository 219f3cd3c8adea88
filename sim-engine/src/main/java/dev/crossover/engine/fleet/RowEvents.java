package dev.crossover.engine.fleet;

import dev.crossover.engine.kernel.CalendarEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** One calendar event of a kind for each row of the live requests, used again with its row. */
final class RowEvents<E extends CalendarEvent> {
  private final IntFunction<E> maker;
  private final List<E> events = new ArrayList<>();

  /**
   * @param maker makes the event of a row
   */
  RowEvents(IntFunction<E> maker) {
    this.maker = maker;
  }

  E of(int row) {
    while (events.size() <= row) {
      events.add(maker.apply(events.size()));
    }
    return events.get(row);
  }
}
