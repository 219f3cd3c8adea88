package dev.crossover.engine.serving;

/**
 * What the end of a batch means to each of its requests: tokens where the last known one was
 * computed, perhaps its first, perhaps its last. vLLM's update_from_output.
 */
final class BatchOutput {
  private final boolean async;
  private final int speculativeTokens;
  private final boolean windowed;
  private final QueueState state;
  private final RequestRows rows;
  private final RunningOrder running;
  private final StepTotals totals;
  private final EngineListener listener;
  private final StepObserver observer;
  private final boolean isObserved;

  /** Whether an output is one token and nothing else is to be told or counted of it. */
  private final boolean isPlain;

  /** Requests that saw the gap since the last output of the engine. */
  private int sharedGaps;

  /** Requests in {@code running} that got an output; of these, such as ended with it. */
  private int landedRunning;

  private int endedRunning;

  BatchOutput(
      EngineArgs args,
      QueueState state,
      StepTotals totals,
      EngineListener listener,
      StepObserver observer) {
    this.async = args.asyncScheduling();
    this.speculativeTokens = args.numSpeculativeTokens();
    this.windowed = args.slidingWindow() > 0;
    this.state = state;
    this.rows = state.rows;
    this.running = state.running;
    this.totals = totals;
    this.listener = listener;
    this.observer = observer;
    this.isObserved = observer != StepObserver.NONE;
    this.isPlain = !isObserved && !windowed && speculativeTokens == 0;
  }

  /**
   * Processes the output of a batch that has ended.
   *
   * @param next the batch already scheduled, if any
   * @return whether every running request got an output
   */
  boolean process(Batch batch, Batch next, PicoClock end) {
    PicoClock before = state.lastOutput;
    long gapPicos = end.picosSince(before.nanos(), before.remainderPicos());
    sharedGaps = 0;
    landedRunning = 0;
    endedRunning = 0;
    if (isPlain) {
      landPlain(batch, next, end);
    } else {
      landAll(batch, next, end);
    }
    if (sharedGaps > 0) {
      listener.gap(gapPicos, sharedGaps, end.nanos());
    }
    boolean all = landedRunning == running.size;
    if (endedRunning > 0 || !all) {
      closeRunning(state.outputs);
    }
    state.lastOutput.set(end);
    state.outputs++;
    return all;
  }

  private void landAll(Batch batch, Batch next, PicoClock end) {
    for (int i = 0; i < batch.size; i++) {
      int row = batch.rows[i];
      if (row != Batch.ENDED) {
        if (windowed) {
          rows.inFlight[row] -= batch.tokens[i];
        }
        if (batch.samples[i]) {
          land(row, batch.drafts[i], batch.call, end);
          if (rows.isFinished(row)) {
            finish(row, next, end.nanos(), batch.call);
          }
        }
      }
    }
  }

  /** What {@link #landAll} does, in short, for nearly every step of nearly every engine. */
  private void landPlain(Batch batch, Batch next, PicoClock end) {
    int[] batchRows = batch.rows;
    boolean[] samples = batch.samples;
    int[] tokensOf = rows.tokens;
    int[] endOf = rows.endTokens;
    int size = batch.size;
    for (int i = 0; i < size; i++) {
      int row = batchRows[i];
      if (row != Batch.ENDED && samples[i]) {
        noteOutput(row, end);
        int landed = tokensOf[row] + 1;
        tokensOf[row] = landed;
        if (async) {
          keyVerified(row, --rows.placeholders[row]);
        }
        if (landed >= endOf[row]) {
          finish(row, next, end.nanos(), batch.call);
        }
      }
    }
  }

  /** Ends the requests that the last step of a leap finished; nobody's first token is due. */
  void finishDecodes(Batch next, long nanos) {
    for (int i = 0; i < running.size; i++) {
      int row = running.rows[i];
      if (rows.isFinished(row)) {
        state.blocks.key(row, rows.tokens[row] - 1);
        finish(row, next, nanos, next.call);
      }
    }
    closeRunning(state.outputs - 1);
  }

  /** The tokens of one request; those after its last are cut. */
  private void land(int row, int drafts, long call, PicoClock end) {
    tellOutput(row, end);
    int tokens = rows.tokens[row];
    int accepted = drafts > 0 ? verify(row, drafts, call) : 0;
    int landed = Math.min(tokens + 1 + accepted, rows.endTokens[row]);
    rows.tokens[row] = landed;
    if (async) {
      int placeholders = rows.placeholders[row] - (landed - tokens);
      rows.placeholders[row] = placeholders;
      keyVerified(row, placeholders);
    } else if (speculativeTokens > 0) {
      rows.drafts[row] = speculativeTokens;
    }
  }

  /**
   * Keys the blocks that verified positions fill. Without drafts, one position at a time is
   * verified: only where it fills a block is there one to key.
   */
  private void keyVerified(int row, int placeholders) {
    int verified = rows.computed[row] - placeholders;
    if ((speculativeTokens > 0 || state.pool.slack(verified) == 0) && rows.isRunning[row]) {
      state.blocks.key(row, verified);
    }
  }

  private int verify(int row, int drafts, long call) {
    int outputs = rows.tokens[row] - rows.promptTokens[row];
    int wouldBe = rows.acceptance[row].accepted(rows.verifications[row]++, outputs);
    int accepted = Math.min(drafts, wouldBe);
    int rejected = drafts - accepted;
    // A request preempted meanwhile has nothing computed to give back.
    if (rows.computed[row] > 0) {
      rows.computed[row] -= rejected;
    }
    if (rows.placeholders[row] > 0) {
      rows.placeholders[row] -= rejected;
    }
    totals.verified(drafts, accepted);
    observer.accepted(call, rows.tag[row], accepted);
    return accepted;
  }

  private void tellOutput(int row, PicoClock end) {
    if (isObserved) {
      observer.output(rows.tag[row], end.nanos());
    }
    noteOutput(row, end);
  }

  private void noteOutput(int row, PicoClock end) {
    if (state.isFresh(row)) {
      sharedGaps += rows.measured[row] ? 1 : 0;
      rows.lastOutput[row] = state.outputs + 1;
      landedRunning++;
    } else {
      tellLateOutput(row, end);
    }
  }

  /** A first token, or one whose gap spans batches that gave the request none. */
  private void tellLateOutput(int row, PicoClock end) {
    if (!rows.hasOutputs(row)) {
      listener.firstToken(rows.tag[row], end.nanos());
    } else if (rows.measured[row]) {
      long nanos = rows.lastOutputNanos[row];
      listener.gap(end.picosSince(nanos, rows.lastOutputRemainderPicos[row]), 1, end.nanos());
    }
    if (rows.isRunning[row]) {
      rows.lastOutput[row] = state.outputs + 1;
      landedRunning++;
    } else {
      rows.lastOutput[row] = -1;
      rows.lastOutputNanos[row] = end.nanos();
      rows.lastOutputRemainderPicos[row] = end.remainderPicos();
    }
  }

  private void finish(int row, Batch next, long nanos, long call) {
    int tag = rows.tag[row];
    FinishReason reason = rows.finishReason(row);
    if (rows.isRunning[row]) {
      endedRunning++;
    } else {
      state.queues.remove(row);
    }
    next.waste(row);
    state.close(row);
    listener.finished(tag, reason, nanos);
    observer.finished(call, tag, reason);
  }

  /**
   * Takes those that ended out of {@code running} and keeps the time of who had no output after
   * that of batch {@code before}.
   */
  private void closeRunning(long before) {
    int kept = 0;
    for (int i = 0; i < running.size; i++) {
      int row = running.rows[i];
      if (rows.isLive[row]) {
        running.rows[kept++] = row;
        if (rows.lastOutput[row] <= before) {
          state.keepOutputTime(row);
        }
      }
    }
    running.size = kept;
  }
}
