package dev.crossover.traffic.analysis;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Plays arrivals without an engine: every request is answered a fixed time after it arrives, so
 * that sessions and closed loops go on. A client who gives up earlier than that gets no answer.
 */
public final class Playback {
  private static final Comparator<Answer> BY_TIME =
      Comparator.comparingLong(Answer::nanos).thenComparingLong(Answer::order);

  private final ArrivalStream stream;
  private final long serviceNanos;
  private final boolean awaited;
  private final PriorityQueue<Answer> answers = new PriorityQueue<>(BY_TIME);
  private long order;

  /** Reads one arrival after the other; the holder is reused. */
  @FunctionalInterface
  public interface Reader {
    /** Takes what it keeps of an arrival. */
    void read(Arrival arrival);
  }

  private record Answer(long nanos, long order, long id, Fate fate, int outputTokens) {}

  private Playback(ArrivalStream stream, long serviceNanos) {
    this.stream = stream;
    this.serviceNanos = serviceNanos;
    this.awaited = stream.awaitsCompletions();
  }

  /**
   * Reads a stream up to an instant, and closes it.
   *
   * @param serviceNanos from an arrival to its answer, 0 or more
   * @param endNanos arrivals from here on are not read
   * @return how many arrivals were read
   */
  public static long play(ArrivalStream stream, long serviceNanos, long endNanos, Reader reader) {
    return play(stream, serviceNanos, endNanos, Long.MAX_VALUE, reader);
  }

  /**
   * Reads the first requests of a stream, and closes it.
   *
   * @param mostRequests how many at most
   * @return how many arrivals were read
   */
  public static long play(
      ArrivalStream stream, long serviceNanos, long endNanos, long mostRequests, Reader reader) {
    if (serviceNanos < 0) {
      throw new IllegalArgumentException("a service time of " + serviceNanos + " ns");
    }
    try (stream) {
      return new Playback(stream, serviceNanos).run(endNanos, mostRequests, reader);
    }
  }

  private long run(long endNanos, long mostRequests, Reader reader) {
    Arrival arrival = new Arrival();
    long count = 0;
    while (count < mostRequests && advance(endNanos) && stream.next(arrival)) {
      reader.read(arrival);
      count++;
      if (awaited && serviceNanos == 0 && arrival.giveUpNanos > arrival.nanos) {
        stream.completed(arrival.id, arrival.nanos, Fate.COMPLETED, arrival.outputTokens);
      } else if (awaited) {
        answer(arrival);
      }
    }
    return count;
  }

  /** Answers all that is due before the next arrival; each answer may bring another one. */
  private boolean advance(long endNanos) {
    for (Answer first = answers.peek();
        first != null && first.nanos <= Math.min(stream.nextNanos(), endNanos - 1);
        first = answers.peek()) {
      answers.remove();
      stream.completed(first.id, first.nanos, first.fate, first.outputTokens);
    }
    return stream.nextNanos() < endNanos;
  }

  private void answer(Arrival arrival) {
    long due = Math.addExact(arrival.nanos, serviceNanos);
    boolean answered = arrival.giveUpNanos > due || arrival.answeredByCache;
    answers.add(
        answered
            ? new Answer(due, order, arrival.id, Fate.COMPLETED, arrival.outputTokens)
            : new Answer(arrival.giveUpNanos, order, arrival.id, Fate.FAILED, 0));
    order++;
  }
}
