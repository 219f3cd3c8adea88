package dev.crossover.engine.serving;

import java.util.Arrays;

/** Requests whose clients have given up and who leave before the next schedule call. */
final class Aborts {
  private final QueueState state;
  private final RequestRows rows;
  private final EngineListener listener;
  private final StepObserver observer;
  private int[] pending = new int[4];
  private int count;

  Aborts(QueueState state, EngineListener listener, StepObserver observer) {
    this.state = state;
    this.rows = state.rows;
    this.listener = listener;
    this.observer = observer;
  }

  /**
   * Notes a live request.
   *
   * @throws IllegalArgumentException where there is none with this tag
   */
  void add(int tag) {
    int row = state.rowOf(tag);
    if (row < 0) {
      throw new IllegalArgumentException("no live request has tag " + tag);
    }
    if (rows.isAborted[row]) {
      return;
    }
    rows.isAborted[row] = true;
    if (count == pending.length) {
      pending = Arrays.copyOf(pending, Math.multiplyExact(count, 2));
    }
    pending[count++] = row;
  }

  /** Takes out those that have not ended by themselves; false where there was none. */
  boolean takeOut(Batch executing, Batch queued, long nanos, long nextCall) {
    boolean any = false;
    for (int i = 0; i < count; i++) {
      int row = pending[i];
      if (rows.isLive[row]) {
        any = true;
        executing.waste(row);
        queued.waste(row);
        takeOut(row, nanos, nextCall);
      }
    }
    count = 0;
    return any;
  }

  private void takeOut(int row, long nanos, long nextCall) {
    int tag = rows.tag[row];
    int outputTokens = rows.tokens[row] - rows.promptTokens[row];
    if (rows.isRunning[row]) {
      state.running.remove(row);
    } else {
      state.queues.remove(row);
    }
    state.close(row);
    listener.aborted(tag, outputTokens, nanos);
    observer.aborted(nextCall, tag);
  }
}
