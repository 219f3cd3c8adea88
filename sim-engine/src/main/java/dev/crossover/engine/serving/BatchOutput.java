package dev.crossover.engine.serving;

/**
 * What the end of a step means to each running request: a token where its last known one was
 * computed, perhaps its first, perhaps its last.
 */
final class BatchOutput {
  private final RequestRows rows;
  private final RunningOrder running;
  private final QueueState state;
  private final EngineListener listener;
  private final StepObserver observer;

  BatchOutput(QueueState state, EngineListener listener, StepObserver observer) {
    this.state = state;
    this.rows = state.rows;
    this.running = state.running;
    this.listener = listener;
    this.observer = observer;
  }

  /**
   * Processes the output of the step from {@code start} to {@code end}.
   *
   * @return whether every running request sampled a token
   */
  boolean process(PicoClock start, PicoClock end, long stepPicos, long call) {
    int kept = 0;
    int sampled = 0;
    int shareStep = 0;
    int size = running.size;
    for (int i = 0; i < size; i++) {
      int row = running.rows[i];
      if (rows.pending[row] > 0) {
        // Under FCFS a decode is never starved of budget, but nothing here relies on that.
        rows.turnStale(row, start);
        running.rows[kept++] = row;
        continue;
      }
      sampled++;
      observer.output(rows.tag[row], end.nanos());
      if (rows.fresh[row]) {
        shareStep += rows.measured[row] ? 1 : 0;
      } else {
        tellLateToken(row, end);
      }
      rows.fresh[row] = true;
      rows.pending[row] = 1;
      if (state.isFinished(row)) {
        finish(row, end.nanos(), call);
      } else {
        running.rows[kept++] = row;
      }
    }
    running.size = kept;
    if (shareStep > 0) {
      listener.gap(stepPicos, shareStep, end.nanos());
    }
    return sampled == size;
  }

  /** Ends the requests that the last step of a leap finished; nobody's first token is due. */
  void finishDecodes(long nanos) {
    int kept = 0;
    for (int i = 0; i < running.size; i++) {
      int row = running.rows[i];
      if (state.isFinished(row)) {
        finish(row, nanos, -1);
      } else {
        running.rows[kept++] = row;
      }
    }
    running.size = kept;
  }

  /** A first token, or one whose gap spans steps that gave the request none. */
  private void tellLateToken(int row, PicoClock end) {
    if (rows.computed[row] == rows.promptTokens[row]) {
      listener.firstToken(rows.tag[row], end.nanos());
    } else if (rows.measured[row]) {
      long gapPicos = end.picosSince(rows.lastTokenNanos[row], rows.lastTokenRemainderPicos[row]);
      listener.gap(gapPicos, 1, end.nanos());
    }
  }

  private void finish(int row, long nanos, long call) {
    int tag = rows.tag[row];
    state.release(row);
    listener.finished(tag, FinishReason.LENGTH, nanos);
    observer.finished(call, tag, FinishReason.LENGTH);
  }
}
