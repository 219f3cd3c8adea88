package dev.crossover.engine.serving;

/**
 * The second half of vLLM V1's {@code schedule()}: requests that wait, in their order, until the
 * first that may not join; only those without room for their LoRA adapter are passed over.
 */
final class WaitingPass {
  private final EngineArgs args;
  private final QueueState state;
  private final RequestRows rows;
  private final RunningOrder running;
  private final WaitingQueues queues;
  private final Admission admission;
  private final LoraSlots loras;
  private final EngineListener listener;
  private final StepObserver observer;
  private final boolean observed;

  WaitingPass(EngineArgs args, QueueState state, EngineListener listener, StepObserver observer) {
    this.args = args;
    this.state = state;
    this.rows = state.rows;
    this.running = state.running;
    this.queues = state.queues;
    this.admission = new Admission(args, state);
    this.loras = new LoraSlots(args.maxLoras());
    this.listener = listener;
    this.observer = observer;
    this.observed = observer != StepObserver.NONE;
  }

  void run(Batch batch, PicoClock now) {
    if (queues.isEmpty()) {
      return;
    }
    boolean pads = pads(batch);
    collectLoras(batch.rows, batch.size);
    while (!queues.isEmpty() && batch.budgetTokens > 0 && running.size < args.maxNumSeqs()) {
      int row = queues.first();
      if (loras.isLimited() && !loras.admits(rows.lora[row])) {
        queues.setFirstAside();
        continue;
      }
      if (!admission.admits(row, batch.budgetTokens, state.pool.free(), pads)) {
        break;
      }
      queues.removeFirst();
      admit(row, batch, now);
    }
    queues.endCall();
  }

  /** Whether nobody waits, or nobody who does could have a slot. */
  boolean isFullOrUnneeded() {
    return queues.isEmpty() || running.size >= args.maxNumSeqs();
  }

  /**
   * Whether nobody can join, nor be set aside, as long as all running requests decode, having left
   * {@code freeBlocks} free.
   */
  boolean nobodyJoins(int freeBlocks) {
    if (isFullOrUnneeded()) {
      return true;
    }
    if (!queues.skipped.isEmpty()) {
      return false;
    }
    int row = queues.first();
    collectLoras(running.rows, running.size);
    return (!loras.isLimited() || loras.admits(rows.lora[row]))
        && !awaitsRunning(row)
        && !admission.admits(row, args.maxNumBatchedTokens() - running.size, freeBlocks, false)
        && admission.staysRefused();
  }

  /** Whether the blocks that running requests fill could be found by one that waits. */
  private boolean awaitsRunning(int row) {
    KeyChains chains = state.blocks.chains;
    if (!args.enablePrefixCaching() || !chains.isShared(row)) {
      return false;
    }
    for (int i = 0; i < running.size; i++) {
      if (chains.awaits(row, running.rows[i])) {
        return true;
      }
    }
    return false;
  }

  /** Drafts are added where everyone else in the step decodes, for the sake of a full graph. */
  private boolean pads(Batch batch) {
    return args.rules().padFirstDecode()
        && args.numSpeculativeTokens() > 0
        && !batch.isEmpty()
        && !batch.hasPrefillChunk;
  }

  private void collectLoras(int[] ofRows, int count) {
    if (!loras.isLimited()) {
      return;
    }
    loras.clear();
    for (int i = 0; i < count; i++) {
      loras.add(rows.lora[ofRows[i]]);
    }
  }

  private void admit(int row, Batch batch, PicoClock now) {
    int cached = admission.hitBlocks * state.pool.blockSize();
    int tokens = admission.tokens;
    tell(row, cached, batch, now);
    running.addLast(row);
    loras.add(rows.lora[row]);
    rows.isRunning[row] = true;
    rows.computed[row] = cached;
    allocate(row, cached + tokens);
    batch.add(row, tokens, admission.drafts);
    if (observed) {
      observer.scheduled(rows.tag[row], tokens, admission.drafts);
    }
  }

  /** vLLM's allocate_slots for a request that joins. */
  private void allocate(int row, int after) {
    int lookahead = args.rules().lookaheadAtAdmission() ? args.numLookaheadTokens() : 0;
    int slots = Math.min(after + lookahead, args.maxModelLen());
    state.blocks.adopt(row, admission.lookup.found, admission.hitBlocks);
    state.blocks.take(row, state.pool.blocksFor(slots) - admission.hitBlocks);
    state.blocks.key(row, Math.min(after, rows.tokens[row]));
  }

  private void tell(int row, int cached, Batch batch, PicoClock now) {
    if (!rows.admittedBefore[row]) {
      rows.admittedBefore[row] = true;
      if (args.enablePrefixCaching()) {
        batch.prefixQueriedTokens += rows.tokens[row];
        batch.prefixHitTokens += cached;
      }
      listener.scheduled(rows.tag[row], cached, now.nanos());
    }
    if (observed) {
      observer.admitted(rows.tag[row], cached);
    }
  }
}
