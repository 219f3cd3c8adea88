package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineListener;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.ScheduleView;
import dev.crossover.engine.serving.StepObserver;
import java.util.ArrayDeque;

/** Keeps what an engine has told until it is compared. */
final class Told implements EngineListener, StepObserver {
  /** What was told, of which request, when, in or after which schedule call if that is known. */
  record Event(String what, int tag, long nanos, long call) {
    boolean says(Event other) {
      return what.equals(other.what) && tag == other.tag && nanos == other.nanos;
    }

    @Override
    public String toString() {
      return what + " of request " + tag + " at " + nanos + " ns";
    }
  }

  final ArrayDeque<Event> events = new ArrayDeque<>();
  final GapCounts gaps = new GapCounts();

  private long calls;

  /** Schedule calls that have ended; 0 where the engine is not observed. */
  long calls() {
    return calls;
  }

  @Override
  public void scheduled(int tag, int cachedTokens, long nanos) {
    events.addLast(
        new Event("first schedule, " + cachedTokens + " tokens cached,", tag, nanos, calls));
  }

  @Override
  public void firstToken(int tag, long nanos) {
    events.addLast(new Event("first token", tag, nanos, calls));
  }

  @Override
  public void finished(int tag, FinishReason reason, long nanos) {
    events.addLast(new Event("end by " + reason.key(), tag, nanos, calls));
  }

  @Override
  public void aborted(int tag, int outputTokens, long nanos) {
    events.addLast(new Event("abort after " + outputTokens + " tokens", tag, nanos, calls));
  }

  @Override
  public void preempted(int tag, long nanos) {
    events.addLast(new Event("preemption", tag, nanos, calls));
  }

  @Override
  public void gap(long gapPicos, int count, long nanos) {
    gaps.add(gapPicos, count);
  }

  @Override
  public void gaps(long firstPicos, long growthPicos, int steps, int count) {
    gaps.addLine(firstPicos, growthPicos, steps, count);
  }

  @Override
  public void scheduleEnded(long step, ScheduleView view) {
    calls = step + 1;
  }
}
