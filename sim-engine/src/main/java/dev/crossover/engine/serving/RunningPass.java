package dev.crossover.engine.serving;

/**
 * The first half of vLLM V1's {@code schedule()}: running requests in list order, each as many
 * tokens as it lacks; where blocks run out, others yield, or the request itself.
 */
final class RunningPass {
  private final EngineArgs args;
  private final QueueState state;
  private final RequestRows rows;
  private final RunningOrder running;
  private final Advance advance;
  private final EngineListener listener;
  private final StepObserver observer;
  private final boolean observed;
  private final boolean hasRoutine;
  private final int placeholdersOfDecode;

  /** The place in {@code running} that is looked at. */
  private int index;

  private int preemptions;

  RunningPass(
      EngineArgs args,
      QueueState state,
      Advance advance,
      EngineListener listener,
      StepObserver observer) {
    this.args = args;
    this.state = state;
    this.rows = state.rows;
    this.running = state.running;
    this.advance = advance;
    this.listener = listener;
    this.observer = observer;
    this.observed = observer != StepObserver.NONE;
    this.placeholdersOfDecode = args.asyncScheduling() ? 1 : 0;
    // By priority a request may have to yield after it was given its tokens; else what is given is
    // given, and can be counted at once.
    this.hasRoutine =
        !observed
            && args.policy() == SchedulingPolicy.FCFS
            && DecodeLeap.isPossible(args)
            && args.slidingWindow() == 0;
  }

  /** Fills the batch; returns how many were preempted. */
  int run(Batch batch, PicoClock now) {
    preemptions = 0;
    index = 0;
    int routine = 0;
    long contexts = 0;
    while (index < running.size && batch.budgetTokens > 0) {
      int row = running.rows[index];
      int computed = rows.computed[row];
      if (hasRoutine && isRoutine(row, computed)) {
        rows.computed[row] = computed + 1;
        rows.placeholders[row] += placeholdersOfDecode;
        batch.addAdvanced(row);
        routine++;
        contexts += computed + 1;
      } else if (look(row, batch, now)) {
        if (hasRoutine) {
          advance.rest(batch);
        }
      } else {
        break;
      }
      index++;
    }
    batch.shape.addDecodes(routine, contexts);
    return preemptions;
  }

  /**
   * Whether all the request wants is one token whose position lies in the last block it has and
   * does not fill it. What follows then is what {@link #look} would do, in short.
   */
  private boolean isRoutine(int row, int computed) {
    return rows.tokens[row] + rows.placeholders[row] - computed == 1
        && state.pool.slack(computed) > 1
        && computed + 1 < rows.lengthTokens[row];
  }

  /** Gives one request its tokens; false where it had to yield itself. */
  private boolean look(int row, Batch batch, PicoClock now) {
    int tokens = wantedTokens(row, batch.budgetTokens);
    if (tokens > 0) {
      if (!makeRoom(row, tokens, batch, now)) {
        return false;
      }
      give(row, tokens, batch);
    }
    return true;
  }

  private int wantedTokens(int row, int budgetTokens) {
    int placeholders = rows.placeholders[row];
    int computed = rows.computed[row];
    // What is in flight is certain to bring the last token that max_tokens allows.
    if (placeholders > 0 && computed + 2 - placeholders >= rows.maxTotalTokens[row]) {
      return 0;
    }
    int lacking = rows.tokens[row] + rows.drafts[row] + placeholders - computed;
    int threshold = args.longPrefillTokenThreshold();
    int tokens = threshold > 0 ? Math.min(lacking, threshold) : lacking;
    return Math.min(Math.min(tokens, budgetTokens), args.maxModelLen() - 1 - computed);
  }

  /** Gives the request the blocks it needs; false where it had to yield itself. */
  private boolean makeRoom(int row, int tokens, Batch batch, PicoClock now) {
    while (!extend(row, tokens)) {
      int victim = running.removeAt(victimIndex());
      // Only a victim of this very step moves the place: vLLM's scheduler does not look whether
      // one that it passed over stood before it.
      if (batch.takeBack(victim)) {
        index--;
      }
      preempt(victim, now);
      if (victim == row) {
        return false;
      }
    }
    return true;
  }

  /** vLLM's allocate_slots for a request that runs. */
  private boolean extend(int row, int tokens) {
    int after = rows.computed[row] + tokens;
    state.blocks.slide(row, rows.computed[row] - rows.inFlight[row]);
    int slots = Math.min(after + args.numLookaheadTokens(), args.maxModelLen());
    int blocks = state.pool.blocksFor(slots) - state.blocks.count(row);
    if (blocks > state.pool.free()) {
      return false;
    }
    if (blocks > 0) {
      state.blocks.take(row, blocks);
    }
    state.blocks.key(row, Math.min(after, rows.tokens[row]));
    return true;
  }

  private int victimIndex() {
    int last = running.size - 1;
    if (args.policy() == SchedulingPolicy.FCFS) {
      return last;
    }
    int victim = 0;
    for (int i = 1; i <= last; i++) {
      if (rows.yieldsBefore(running.rows[i], running.rows[victim])) {
        victim = i;
      }
    }
    return victim;
  }

  private void preempt(int row, PicoClock now) {
    state.blocks.giveUp(row);
    state.keepOutputTime(row);
    rows.computed[row] = 0;
    rows.drafts[row] = 0;
    rows.isRunning[row] = false;
    state.queues.waiting.giveBack(row);
    preemptions++;
    listener.preempted(rows.tag[row], now.nanos());
    if (observed) {
      observer.preempted(rows.tag[row]);
    }
  }

  private void give(int row, int tokens, Batch batch) {
    int beyondKnown = tokens + rows.computed[row] - rows.tokens[row] - rows.placeholders[row];
    int drafts = Math.max(0, Math.min(beyondKnown, rows.drafts[row]));
    rows.drafts[row] = 0;
    batch.add(row, tokens, drafts);
    batch.hasPrefillChunk |= rows.isPrefillChunk[row];
    if (observed) {
      observer.scheduled(rows.tag[row], tokens, drafts);
    }
  }
}
