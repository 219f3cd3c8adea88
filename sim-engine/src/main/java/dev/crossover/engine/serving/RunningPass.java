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
    boolean more = true;
    while (more && index < running.size && batch.budgetTokens > 0) {
      if (hasRoutine && giveRoutine(batch) > 0) {
        continue;
      }
      more = look(running.rows[index], batch, now);
      if (hasRoutine) {
        advance.rest(batch);
      }
      index++;
    }
    return preemptions;
  }

  /**
   * Gives a token to each request from {@code index} on that wants one and has, or finds, the block
   * for its position: what {@link #look} would do, in short. Stops at the first other one.
   *
   * @return how many got theirs
   */
  private int giveRoutine(Batch batch) {
    int[] order = running.rows;
    int[] computedOf = rows.computed;
    int[] tokensOf = rows.tokens;
    int[] placeholdersOf = rows.placeholders;
    int[] lengthOf = rows.lengthTokens;
    int end = Math.min(running.size, index + batch.budgetTokens);
    long contexts = 0;
    int place = index;
    while (place < end) {
      int row = order[place];
      int after = computedOf[row] + 1;
      int known = tokensOf[row];
      boolean wantsOne = known + placeholdersOf[row] == after && after < lengthOf[row];
      if (!wantsOne || (!state.pool.isInside(after) && !extendByOne(row, after, known))) {
        break;
      }
      computedOf[row] = after;
      placeholdersOf[row] += placeholdersOfDecode;
      contexts += after;
      place++;
    }
    int given = place - index;
    batch.addAdvanced(order, index, given, contexts);
    index = place;
    return given;
  }

  /** Makes room for a position at either end of a block; false where no block is free. */
  private boolean extendByOne(int row, int after, int known) {
    int blocks = state.pool.blocksFor(after) - state.blocks.count(row);
    if (blocks > state.pool.free()) {
      return false;
    }
    if (blocks > 0) {
      state.blocks.take(row, blocks);
    }
    state.blocks.key(row, Math.min(after, known));
    return true;
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
