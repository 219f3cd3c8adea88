package dev.crossover.engine.fleet;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.request.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Requests some of which come only when others have ended, as a test says. */
final class FollowingArrivals implements ArrivalStream {
  /**
   * One request.
   *
   * @param patienceNanos until its client gives up, 0 for never
   */
  record Ask(long id, long nanos, int prompt, int output, long patienceNanos) {}

  /** What follows from the end of a request, or null where nothing does. */
  interface Rule {
    @Nullable Ask after(long id, long nanos, Fate fate, int outputTokens);
  }

  /** The ends heard: id, fate, tokens, milliseconds. */
  final List<String> heard = new ArrayList<>();

  private final PriorityQueue<Ask> known =
      new PriorityQueue<>(Comparator.comparingLong(Ask::nanos).thenComparingLong(Ask::id));
  private final Rule rule;
  private int inFlight;
  private int mostInFlight;
  private int handedOut;

  FollowingArrivals(Rule rule, Ask... first) {
    this.rule = rule;
    known.addAll(List.of(first));
  }

  int mostInFlight() {
    return mostInFlight;
  }

  int handedOut() {
    return handedOut;
  }

  @Override
  public long nextNanos() {
    Ask next = known.peek();
    return next == null ? NONE : next.nanos();
  }

  @Override
  public boolean next(Arrival into) {
    Ask next = known.poll();
    if (next == null) {
      return false;
    }
    into.id = next.id();
    into.nanos = next.nanos();
    into.promptTokens = next.prompt();
    into.outputTokens = next.output();
    into.giveUpNanos =
        next.patienceNanos() == 0 ? Arrival.NEVER : next.nanos() + next.patienceNanos();
    handedOut++;
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
    return true;
  }

  @Override
  public boolean awaitsCompletions() {
    return true;
  }

  @Override
  public void completed(long id, long nanos, Fate fate, int outputTokens) {
    inFlight--;
    heard.add(id + " " + fate + " " + outputTokens + " " + nanos / 1e6);
    Ask next = rule.after(id, nanos, fate, outputTokens);
    if (next != null) {
      known.add(next);
    }
  }

  @Override
  public List<String> classNames() {
    return List.of("default");
  }
}
