package dev.crossover.experiments.transcript;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What an engine did, call by call.
 *
 * @param rows one per schedule call
 * @param freeBlocks ids of the free blocks at the end, in the order in which they would be taken
 * @param end why there are no more rows
 */
record Transcript(List<Row> rows, List<Integer> freeBlocks, End end) {
  /** Why a run ended. */
  enum End {
    /** Every request has ended. */
    DONE,
    /** What waits can never be admitted: every later call would schedule nothing. */
    STALLED,
    /** As many calls were made as asked for. */
    CUT
  }

  Transcript {
    rows = List.copyOf(rows);
    freeBlocks = List.copyOf(freeBlocks);
  }

  long sum(ToLongFunction<Row> of) {
    return rows.stream().mapToLong(of).sum();
  }

  long preemptions() {
    return sum(row -> row.preempted().size());
  }
}
