package dev.crossover.experiments.transcript;

import dev.crossover.engine.serving.FinishReason;
import java.util.ArrayList;
import java.util.List;

/**
 * One schedule call, the queues right after it, and what the output of its batch brought.
 *
 * @param k number of the call, on the clock of the recordings
 * @param scheduled tokens by request, in scheduling order
 * @param running ids in {@code running}, in list order
 * @param waiting ids that wait and are not set aside
 * @param waitingCount requests that wait, those set aside included
 * @param freeBlocks blocks in the free list
 * @param preempted victims, in order
 * @param admitted cached tokens by request, in the order of admission
 * @param drafts speculative tokens among the scheduled ones, of requests that have some
 * @param aborted ids that were aborted before the call
 * @param accepted drafts accepted, of requests that verified some
 * @param finished who ended, and why, in batch order
 */
record Row(
    long k,
    List<Counted> scheduled,
    List<String> running,
    List<String> waiting,
    int waitingCount,
    int freeBlocks,
    List<String> preempted,
    List<Counted> admitted,
    List<Counted> drafts,
    List<String> aborted,
    List<Counted> accepted,
    List<Ended> finished) {
  /** A request and a number of its tokens. */
  record Counted(String id, int tokens) {}

  /** A request that ended. */
  record Ended(String id, FinishReason reason) {}

  /** The next call of an engine where nothing can happen. */
  Row again() {
    return new Row(
        k + 1,
        List.of(),
        running,
        waiting,
        waitingCount,
        freeBlocks,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  long scheduledTokens() {
    return scheduled.stream().mapToLong(Counted::tokens).sum();
  }
}
