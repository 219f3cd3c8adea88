package dev.crossover.traffic.profile;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.units.TimeSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/** Plays the server to a stream: each request ends as a rule says, and the stream is told. */
final class Driven {
  /** A request as it arrived. */
  record Seen(
      long id,
      long nanos,
      int classIndex,
      int prompt,
      int shared,
      int output,
      long giveUpNanos,
      boolean cached,
      String model) {
    double seconds() {
      return nanos / 1e9;
    }
  }

  /** Looks on while a stream is driven; the arrival is reused. */
  interface Watcher {
    void arrived(Arrival arrival);

    void ended(Seen request, long nanos, Fate fate);
  }

  /** How a request ends: after so long, and with an answer or without. */
  record End(long afterNanos, Fate fate) {}

  private record Open(long nanos, Seen request, Fate fate) {}

  private static final Watcher NOBODY =
      new Watcher() {
        @Override
        public void arrived(Arrival arrival) {}

        @Override
        public void ended(Seen request, long nanos, Fate fate) {}
      };

  private Driven() {}

  static TrafficProfile traffic(String yaml, String horizon) {
    TimeSpan month = TimeSpan.valueOf("720h");
    TrafficWindow window =
        new TrafficWindow(month, TimeSpan.ZERO, TimeSpan.valueOf(horizon), TimeSpan.ZERO);
    return TrafficProfile.of(ProfileYaml.bind(yaml), window, Path.of(""));
  }

  /** All requests, each answered after so many seconds. */
  static List<Seen> answered(TrafficProfile traffic, long seed, double seconds) {
    return run(traffic, seed, seen -> new End((long) (seconds * 1e9), Fate.COMPLETED));
  }

  static List<Seen> run(TrafficProfile traffic, long seed, Function<Seen, End> server) {
    return run(traffic, new RandomStreams(seed, 0), server, NOBODY);
  }

  /**
   * All requests; times never decrease, each comes when it was promised and ids are unique, or this
   * throws.
   */
  static List<Seen> run(
      TrafficProfile traffic, RandomStreams streams, Function<Seen, End> server, Watcher watcher) {
    List<Seen> all = new ArrayList<>();
    Set<Long> ids = new HashSet<>();
    PriorityQueue<Open> open =
        new PriorityQueue<>(
            (a, b) ->
                a.nanos() != b.nanos()
                    ? Long.compare(a.nanos(), b.nanos())
                    : Long.compare(a.request().id(), b.request().id()));
    Arrival arrival = new Arrival();
    long last = 0;
    try (ArrivalStream stream = traffic.open(streams)) {
      while (stream.nextNanos() != ArrivalStream.NONE || !open.isEmpty()) {
        if (!open.isEmpty() && open.peek().nanos() <= stream.nextNanos()) {
          Open end = open.remove();
          boolean answered = end.fate() == Fate.COMPLETED;
          stream.completed(
              end.request().id(), end.nanos(), end.fate(), answered ? end.request().output() : 0);
          if (stream.nextNanos() < end.nanos()) {
            throw new AssertionError(stream.nextNanos() + " follows an end at " + end.nanos());
          }
          watcher.ended(end.request(), end.nanos(), end.fate());
          continue;
        }
        long promised = stream.nextNanos();
        if (!stream.next(arrival) || arrival.nanos != promised || arrival.nanos < last) {
          throw new AssertionError(promised + " promised, " + arrival.nanos + " after " + last);
        }
        last = arrival.nanos;
        if (arrival.id < 0 || !ids.add(arrival.id)) {
          throw new AssertionError("id " + arrival.id + " is given out twice or negative");
        }
        watcher.arrived(arrival);
        Seen seen = seen(arrival);
        all.add(seen);
        End end = server.apply(seen);
        long byThen = Math.min(last + end.afterNanos(), Math.max(last, arrival.giveUpNanos));
        open.add(
            new Open(byThen, seen, byThen < last + end.afterNanos() ? Fate.FAILED : end.fate()));
      }
    }
    return all;
  }

  private static Seen seen(Arrival arrival) {
    return new Seen(
        arrival.id,
        arrival.nanos,
        arrival.classIndex,
        arrival.promptTokens,
        arrival.content.tokens(),
        arrival.outputTokens,
        arrival.giveUpNanos,
        arrival.answeredByCache,
        String.valueOf(arrival.model));
  }
}
