package dev.crossover.engine.kernel;

import java.util.Arrays;
import java.util.Iterator;
import nl.tudelft.simulation.dsol.eventlists.EventListInterface;
import nl.tudelft.simulation.dsol.formalisms.eventscheduling.SimEventInterface;
import org.jspecify.annotations.Nullable;

/**
 * The pending events of one calendar: a 4-ary heap behind DSOL's event list. Each event knows its
 * place, so that moving and cancelling cost O(log n) and leave nothing behind. Keys are kept in
 * arrays of their own: the four children of a node lie in one cache line.
 */
final class EventHeap implements EventListInterface<Double> {
  private static final int INITIAL_CAPACITY = 64;
  private static final int ARITY_SHIFT = 2;

  private long[] nanos = new long[INITIAL_CAPACITY];
  private long[] ties = new long[INITIAL_CAPACITY];
  private @Nullable ScheduledEvent[] events = new ScheduledEvent[INITIAL_CAPACITY];
  private int size;
  private long sequence;

  /**
   * Puts the event at an instant, behind all that are already scheduled there with its order.
   *
   * @throws IllegalStateException when the event is on another heap
   */
  void schedule(ScheduledEvent event, long atNanos) {
    boolean moves = contains(event);
    if (!moves && event.place != ScheduledEvent.NOWHERE) {
      throw new IllegalStateException(
          "the event is on another calendar, at " + event.nanos() + " ns");
    }
    event.stamp(atNanos, sequence++);
    if (moves) {
      settle(event.place, event);
    } else {
      append(event);
    }
  }

  /** The instant of the first event, or {@link Long#MAX_VALUE} when there is none. */
  long firstNanos() {
    return size == 0 ? Long.MAX_VALUE : nanos[0];
  }

  /** Adds an event that carries its key; DSOL's way in. */
  @Override
  public void add(SimEventInterface<Double> event) {
    ScheduledEvent added = ours(event);
    schedule(added, added.nanos());
  }

  @Override
  public boolean contains(SimEventInterface<Double> event) {
    int place = ours(event).place;
    return place >= 0 && place < size && events[place] == event;
  }

  @Override
  public @Nullable ScheduledEvent first() {
    return events[0];
  }

  @Override
  public @Nullable ScheduledEvent removeFirst() {
    ScheduledEvent first = events[0];
    if (first != null) {
      removeAt(0, first);
    }
    return first;
  }

  @Override
  public boolean remove(SimEventInterface<Double> event) {
    if (!contains(event)) {
      return false;
    }
    ScheduledEvent removed = ours(event);
    removeAt(removed.place, removed);
    return true;
  }

  @Override
  public void clear() {
    for (int i = 0; i < size; i++) {
      at(i).place = ScheduledEvent.NOWHERE;
      events[i] = null;
    }
    size = 0;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public int size() {
    return size;
  }

  /** The events in their order, as they are now. */
  @Override
  public Iterator<SimEventInterface<Double>> iterator() {
    ScheduledEvent[] sorted = new ScheduledEvent[size];
    for (int i = 0; i < size; i++) {
      sorted[i] = at(i);
    }
    Arrays.sort(sorted);
    return Arrays.<SimEventInterface<Double>>asList(sorted).iterator();
  }

  /** The event as one of our own; DSOL's would bring its process-wide numbering along. */
  static ScheduledEvent ours(SimEventInterface<Double> event) {
    if (event instanceof ScheduledEvent ours) {
      return ours;
    }
    throw new IllegalArgumentException(
        "only calendar events may be scheduled, not a " + event.getClass().getName());
  }

  private ScheduledEvent at(int place) {
    ScheduledEvent event = events[place];
    if (event == null) {
      throw new IllegalStateException("no event at place " + place + " of " + size);
    }
    return event;
  }

  private void append(ScheduledEvent event) {
    if (size == nanos.length) {
      grow();
    }
    rise(size++, event);
  }

  private void removeAt(int place, ScheduledEvent removed) {
    removed.place = ScheduledEvent.NOWHERE;
    ScheduledEvent last = at(--size);
    events[size] = null;
    if (last != removed) {
      settle(place, last);
    }
  }

  /** Puts an event whose key may be anything into a hole of the heap. */
  private void settle(int hole, ScheduledEvent event) {
    if (hole > 0 && precedes(event.nanos(), event.tie(), (hole - 1) >> ARITY_SHIFT)) {
      rise(hole, event);
    } else {
      sink(hole, event);
    }
  }

  private void rise(int hole, ScheduledEvent event) {
    long eventNanos = event.nanos();
    long eventTie = event.tie();
    while (hole > 0) {
      int parent = (hole - 1) >> ARITY_SHIFT;
      if (!precedes(eventNanos, eventTie, parent)) {
        break;
      }
      put(hole, nanos[parent], ties[parent], at(parent));
      hole = parent;
    }
    put(hole, eventNanos, eventTie, event);
  }

  private void sink(int hole, ScheduledEvent event) {
    long eventNanos = event.nanos();
    long eventTie = event.tie();
    for (int child = (hole << ARITY_SHIFT) + 1; child < size; child = (hole << ARITY_SHIFT) + 1) {
      int least = leastFrom(child);
      if (precedes(eventNanos, eventTie, least)) {
        break;
      }
      put(hole, nanos[least], ties[least], at(least));
      hole = least;
    }
    put(hole, eventNanos, eventTie, event);
  }

  /** The first in order among up to four siblings. */
  private int leastFrom(int child) {
    int least = child;
    int end = Math.min(child + (1 << ARITY_SHIFT), size);
    for (int i = child + 1; i < end; i++) {
      if (precedes(nanos[i], ties[i], least)) {
        least = i;
      }
    }
    return least;
  }

  private boolean precedes(long aNanos, long aTie, int place) {
    long bNanos = nanos[place];
    return aNanos < bNanos || (aNanos == bNanos && aTie < ties[place]);
  }

  private void put(int place, long eventNanos, long eventTie, ScheduledEvent event) {
    nanos[place] = eventNanos;
    ties[place] = eventTie;
    events[place] = event;
    event.place = place;
  }

  private void grow() {
    int capacity = Math.multiplyExact(nanos.length, 2);
    nanos = Arrays.copyOf(nanos, capacity);
    ties = Arrays.copyOf(ties, capacity);
    events = Arrays.copyOf(events, capacity);
  }
}
