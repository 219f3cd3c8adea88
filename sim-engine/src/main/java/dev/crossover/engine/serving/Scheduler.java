package dev.crossover.engine.serving;

/**
 * One call of vLLM V1's {@code schedule()}, FCFS, prefix caching off: running requests first in
 * list order, then the waiting queue, within a token budget. What was scheduled is left in the
 * rows, the queues and the batch's shape.
 */
final class Scheduler {
  private final EngineArgs args;
  private final RequestRows rows;
  private final RunningOrder running;
  private final WaitingRing waiting;
  private final BlockPool pool;
  private final BatchShape batch;
  private final EngineListener listener;
  private final StepObserver observer;
  private final boolean observed;

  private int budgetTokens;
  private int preemptions;

  Scheduler(EngineArgs args, QueueState state, EngineListener listener, StepObserver observer) {
    this.args = args;
    this.rows = state.rows;
    this.running = state.running;
    this.waiting = state.waiting;
    this.pool = state.pool;
    this.batch = state.batch;
    this.listener = listener;
    this.observer = observer;
    this.observed = observer != StepObserver.NONE;
  }

  /** Schedules one step that starts at {@code now}; the batch may come out empty. */
  void schedule(PicoClock now) {
    batch.clear();
    budgetTokens = args.maxNumBatchedTokens();
    preemptions = 0;
    scheduleRunning(now);
    if (preemptions == 0) {
      admitWaiting(now);
    }
  }

  /** Requests preempted by the last call. */
  int preemptions() {
    return preemptions;
  }

  /**
   * Whether the head of the waiting queue cannot join a step with {@code decodes} decodes that
   * leaves {@code freeBlocks} free. The queue must not be empty.
   */
  boolean headIsBlocked(int decodes, int freeBlocks) {
    return isShut(decodes)
        || admissibleTokens(waiting.first(), args.maxNumBatchedTokens() - decodes, freeBlocks) == 0;
  }

  /** Whether a step with so many decodes has no slot or no budget for anyone else. */
  boolean isShut(int decodes) {
    return decodes >= args.maxNumSeqs() || decodes >= args.maxNumBatchedTokens();
  }

  private void scheduleRunning(PicoClock now) {
    for (int i = 0; i < running.size && budgetTokens > 0; i++) {
      int row = running.rows[i];
      int tokens = Math.min(capped(rows.pending[row]), budgetTokens);
      tokens = Math.min(tokens, args.maxModelLen() - rows.computed[row] - 1);
      if (tokens <= 0) {
        continue;
      }
      if (!makeRoom(i, pool.demand(rows.computed[row], tokens), now)) {
        return;
      }
      give(row, tokens);
    }
  }

  /** Preempts from the tail until the blocks are there; false where the requester fell itself. */
  private boolean makeRoom(int index, int blocks, PicoClock now) {
    while (blocks > pool.free()) {
      boolean self = running.size - 1 == index;
      preempt(running.removeLast(), now);
      if (self) {
        return false;
      }
    }
    return true;
  }

  private void preempt(int row, PicoClock now) {
    pool.release(pool.blocksFor(rows.computed[row]));
    rows.forgetComputed(row);
    rows.turnStale(row, now);
    waiting.addFirst(row);
    preemptions++;
    listener.preempted(rows.tag[row], now.nanos());
    if (observed) {
      observer.preempted(rows.tag[row]);
    }
  }

  private void admitWaiting(PicoClock now) {
    while (!waiting.isEmpty() && budgetTokens > 0 && running.size < args.maxNumSeqs()) {
      int row = waiting.first();
      int tokens = admissibleTokens(row, budgetTokens, pool.free());
      if (tokens == 0) {
        return;
      }
      waiting.removeFirst();
      running.addLast(row);
      tellAdmission(row, now);
      give(row, tokens);
    }
  }

  /** Tokens of its first chunk, or 0 where the request must stay at the head of the queue. */
  private int admissibleTokens(int row, int withinTokens, int freeBlocks) {
    int wanted = capped(rows.pending[row]);
    if (wanted > withinTokens && !args.enableChunkedPrefill()) {
      return 0;
    }
    int tokens = Math.min(wanted, withinTokens);
    int gate = args.rules().reserveFullIsl() ? rows.pending[row] : tokens;
    return pool.blocksFor(Math.min(gate, args.maxModelLen())) <= freeBlocks ? tokens : 0;
  }

  private void tellAdmission(int row, PicoClock now) {
    if (!rows.admittedBefore[row]) {
      rows.admittedBefore[row] = true;
      listener.scheduled(rows.tag[row], 0, now.nanos());
    }
    if (observed) {
      observer.admitted(rows.tag[row], 0);
    }
  }

  /** Puts the request's next tokens into the batch and takes their blocks. */
  private void give(int row, int tokens) {
    int prior = rows.computed[row];
    int pending = rows.pending[row];
    pool.take(pool.demand(prior, tokens));
    if (pending == 1) {
      batch.addDecode(prior + 1);
    } else {
      batch.addPrefill(prior, tokens, tokens == pending);
    }
    rows.computed[row] = prior + tokens;
    rows.pending[row] = pending - tokens;
    budgetTokens -= tokens;
    if (observed) {
      observer.scheduled(rows.tag[row], tokens, 0);
    }
  }

  private int capped(int tokens) {
    int threshold = args.longPrefillTokenThreshold();
    return threshold > 0 ? Math.min(tokens, threshold) : tokens;
  }
}
