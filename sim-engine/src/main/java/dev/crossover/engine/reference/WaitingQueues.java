package dev.crossover.engine.reference;

import dev.crossover.engine.serving.SchedulingPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who waits, in the order of being looked at: vLLM's {@code waiting} and, for those that an earlier
 * pass set aside, {@code skipped_waiting} (sched/request_queue.py).
 */
final class WaitingQueues {
  private static final Comparator<LiveRequest> BY_PRIORITY =
      Comparator.<LiveRequest>comparingInt(request -> request.priority)
          .thenComparingLong(request -> request.arrivalNanos)
          .thenComparingLong(request -> request.sequence);

  private final boolean byPriority;
  private final List<LiveRequest> waiting = new ArrayList<>();
  private final List<LiveRequest> skipped = new ArrayList<>();

  WaitingQueues(SchedulingPolicy policy) {
    this.byPriority = policy == SchedulingPolicy.PRIORITY;
  }

  /** A newcomer: last, or where its priority puts it. */
  void add(LiveRequest request) {
    waiting.add(request);
    sort(waiting);
  }

  /** A preempted request: first, or where its priority puts it. */
  void putBack(LiveRequest request) {
    waiting.add(0, request);
    sort(waiting);
  }

  /** Those that a pass set aside, in its order; they come before the ones set aside earlier. */
  void setAside(List<LiveRequest> requests) {
    skipped.addAll(0, requests);
    sort(skipped);
  }

  /** Whom to look at next: those set aside first, or of the two heads the more important one. */
  LiveRequest head() {
    if (skipped.isEmpty() || waiting.isEmpty()) {
      return skipped.isEmpty() ? waiting.get(0) : skipped.get(0);
    }
    boolean newer = byPriority && BY_PRIORITY.compare(waiting.get(0), skipped.get(0)) < 0;
    return newer ? waiting.get(0) : skipped.get(0);
  }

  void remove(LiveRequest request) {
    waiting.remove(request);
    skipped.remove(request);
  }

  boolean isEmpty() {
    return waiting.isEmpty() && skipped.isEmpty();
  }

  int size() {
    return waiting.size() + skipped.size();
  }

  int skipped() {
    return skipped.size();
  }

  Stream<LiveRequest> stream() {
    return Stream.concat(waiting.stream(), skipped.stream());
  }

  /** Of those that are not set aside, the one at a place. */
  LiveRequest waiting(int index) {
    return waiting.get(index);
  }

  private void sort(List<LiveRequest> queue) {
    if (byPriority) {
      queue.sort(BY_PRIORITY);
    }
  }
}
