package dev.crossover.traffic.fit;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * A recording whose clock ticks slowly, with the arrivals of a tick spread evenly at random over it
 * in their order: what one would most likely have seen with a better clock.
 */
final class TickSpread implements ArrivalStream {
  private final ArrivalStream recording;
  private final long tickNanos;
  private final RandomStream draws;
  private final ArrayDeque<Arrival> tick = new ArrayDeque<>();
  private long index;

  TickSpread(ArrivalStream recording, long tickNanos) {
    this.recording = recording;
    this.tickNanos = tickNanos;
    this.draws = new RandomStreams(0, 0).stream("tick");
  }

  @Override
  public long nextNanos() {
    Arrival first = first();
    return first == null ? NONE : first.nanos;
  }

  @Override
  public boolean next(Arrival into) {
    Arrival first = first();
    if (first == null) {
      return false;
    }
    tick.remove();
    copy(first, into);
    return true;
  }

  private @org.jspecify.annotations.Nullable Arrival first() {
    if (tick.isEmpty()) {
      readTick();
    }
    return tick.peek();
  }

  /** Reads what lies within half a tick: recorders round. */
  private void readTick() {
    long from = recording.nextNanos();
    if (from == NONE) {
      return;
    }
    while (recording.nextNanos() < from + tickNanos / 2) {
      Arrival arrival = new Arrival();
      recording.next(arrival);
      tick.add(arrival);
    }
    double[] places = new double[tick.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = draws.uniform(index++);
    }
    Arrays.sort(places);
    int at = 0;
    for (Arrival arrival : tick) {
      arrival.nanos = from + (long) (places[at++] * tickNanos);
    }
  }

  private static void copy(Arrival from, Arrival into) {
    into.id = from.id;
    into.nanos = from.nanos;
    into.classIndex = from.classIndex;
    into.promptTokens = from.promptTokens;
    into.maxTokens = from.maxTokens;
    into.outputTokens = from.outputTokens;
    into.content = from.content;
  }

  @Override
  public List<String> classNames() {
    return recording.classNames();
  }

  @Override
  public void close() {
    recording.close();
  }
}
