package dev.crossover.engine.batching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for a batch: first those of the round being served, in its order, then
 * those that came since, in theirs.
 */
final class BatchQueue {
  private final Grouping grouping;
  private final BatchRoom room;
  private final ArrayDeque<BatchedRequest> round = new ArrayDeque<>();
  private final ArrayDeque<BatchedRequest> newcomers = new ArrayDeque<>();

  BatchQueue(Grouping grouping, BatchRoom room) {
    this.grouping = grouping;
    this.room = room;
  }

  int size() {
    return round.size() + newcomers.size();
  }

  void add(BatchedRequest request) {
    newcomers.addLast(request);
  }

  /** One that had to leave its batch; it is in the next one. */
  void addFirst(BatchedRequest request) {
    round.addFirst(request);
  }

  /** Takes a request out; null where it does not wait. */
  @Nullable BatchedRequest remove(int tag) {
    BatchedRequest found = find(round, tag);
    if (found != null) {
      round.remove(found);
      return found;
    }
    found = find(newcomers, tag);
    if (found != null) {
      newcomers.remove(found);
    }
    return found;
  }

  /**
   * When a batch may begin, given how long an incomplete one waits for company: at once where a
   * round goes on or more came than fit, otherwise when the first has waited long enough. Somebody
   * must wait.
   */
  long dueNanos(long timeoutNanos) {
    if (timeoutNanos == 0 || !round.isEmpty() || newcomersFill()) {
      return Long.MIN_VALUE;
    }
    return newcomers.getFirst().enqueuedNanos + timeoutNanos;
  }

  private boolean newcomersFill() {
    int longest = 0;
    for (BatchedRequest request : newcomers) {
      longest = Math.max(longest, request.tokens());
    }
    return !room.has(newcomers.size() + 1, longest);
  }

  /** Takes out the next batch; empty where not even its first request fits. */
  List<BatchedRequest> takeBatch() {
    if (round.isEmpty() || !grouping.roundsAreClosed()) {
      List<BatchedRequest> joining = new ArrayList<>(newcomers);
      newcomers.clear();
      grouping.arrange(joining);
      round.addAll(joining);
    }
    List<BatchedRequest> batch = new ArrayList<>();
    int longest = 0;
    while (!round.isEmpty()) {
      longest = Math.max(longest, round.getFirst().tokens());
      if (!room.has(batch.size() + 1, longest)) {
        break;
      }
      batch.add(round.removeFirst());
    }
    return batch;
  }

  int tag(int index) {
    ArrayDeque<BatchedRequest> side = index < round.size() ? round : newcomers;
    return side.stream()
        .skip(side == round ? index : index - round.size())
        .findFirst()
        .orElseThrow()
        .tag;
  }

  private static @Nullable BatchedRequest find(ArrayDeque<BatchedRequest> side, int tag) {
    for (BatchedRequest request : side) {
      if (request.tag == tag) {
        return request;
      }
    }
    return null;
  }
}
