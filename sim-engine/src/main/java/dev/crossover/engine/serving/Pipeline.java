package dev.crossover.engine.serving;

/**
 * The batches of one engine from their schedule to their output: the one under way and, where the
 * engine is asynchronous, one behind it, as vLLM's step_with_batch_queue keeps them.
 */
final class Pipeline {
  private final boolean async;
  private final QueueState state;
  private final Scheduler scheduler;
  private final BatchOutput output;
  private final Aborts aborts;
  private final StepTotals totals;
  private final StepObserver observer;

  /** The batch under way; in a leap of an asynchronous engine, that of the step under way. */
  private Batch executing = new Batch();

  private Batch queued = new Batch();
  private long scheduleCalls;

  /** Whether every running request got an output at the end of the last batch or leap. */
  private boolean allDecoding;

  Pipeline(
      EngineArgs args,
      QueueState state,
      StepTotals totals,
      EngineListener listener,
      StepObserver observer) {
    this.async = args.asyncScheduling();
    this.state = state;
    this.totals = totals;
    this.observer = observer;
    this.scheduler = new Scheduler(args, state, listener, observer);
    this.output = new BatchOutput(args, state, totals, listener, observer);
    this.aborts = new Aborts(state, listener, observer);
  }

  WaitingPass waitingPass() {
    return scheduler.waitingPass;
  }

  /** The batch under way, or an empty one. */
  Batch executing() {
    return executing;
  }

  void abort(int tag) {
    aborts.add(tag);
  }

  /** Takes out whose clients have given up; then all may not be as it was. */
  void takeAbortedOut(PicoClock now) {
    if (aborts.takeOut(executing, queued, now.nanos(), scheduleCalls)) {
      allDecoding = false;
    }
  }

  /** Whether there is nothing to do but one decode of each running request, again and again. */
  boolean onlyDecodes() {
    int running = state.running.size;
    return allDecoding && running > 0 && (!async || executing.isDecodeOf(running));
  }

  /** The engine starts from idle. */
  void wake() {
    allDecoding = false;
  }

  /** Processes the output of the batch under way; the one behind it is next. */
  void end(PicoClock end) {
    allDecoding = output.process(executing, queued, end);
    Batch ended = executing;
    executing = queued;
    queued = ended;
    queued.clear(0);
  }

  /**
   * Makes the batch under way that of a leap's step.
   *
   * @param contextTokens of its decodes
   */
  void leapTo(long contextTokens) {
    executing.shape.decodeContextTokens = contextTokens;
  }

  /** Ends the requests that a leap completed. */
  void completeLeap(long nanos) {
    executing.keepDecodes(state.rows);
    output.finishDecodes(executing, nanos);
  }

  /**
   * Schedules until a batch executes and, in an asynchronous engine, another waits for it; or until
   * nothing comes of it. Where somebody was preempted the next call may find more.
   */
  void fill(PicoClock now) {
    while (state.hasUnfinished()) {
      boolean ahead = !executing.isEmpty();
      Batch batch = ahead ? queued : executing;
      int preemptions = schedule(batch, now);
      if (ahead || (batch.isEmpty() ? preemptions == 0 : !async)) {
        return;
      }
      takeAbortedOut(now);
    }
  }

  private int schedule(Batch batch, PicoClock now) {
    batch.call = scheduleCalls++;
    int preemptions = scheduler.schedule(batch, now);
    assert state.blocksAreConserved() : "blocks are lost at step " + batch.call;
    totals.preempted(preemptions);
    totals.blocksInUse(state.pool.used());
    observer.scheduleEnded(batch.call, state);
    return preemptions;
  }
}
