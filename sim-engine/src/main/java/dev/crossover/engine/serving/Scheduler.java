package dev.crossover.engine.serving;

/**
 * One call of vLLM V1's {@code schedule()}: running requests first, then, where nobody had to
 * yield, those that wait, within a token budget. What was scheduled is left in the batch.
 */
final class Scheduler {
  private final int budgetTokens;
  private final Advance advance;
  private final RunningPass runningPass;
  final WaitingPass waitingPass;

  Scheduler(EngineArgs args, QueueState state, EngineListener listener, StepObserver observer) {
    this.budgetTokens = args.maxNumBatchedTokens();
    this.advance = new Advance(args, state);
    this.runningPass = new RunningPass(args, state, advance, listener, observer);
    this.waitingPass = new WaitingPass(args, state, listener, observer);
  }

  /** Schedules one step; it may come out empty. Returns how many were preempted. */
  int schedule(Batch batch, PicoClock now) {
    batch.clear(budgetTokens);
    int preemptions = runningPass.run(batch, now);
    if (preemptions == 0) {
      waitingPass.run(batch, now);
    }
    advance.rest(batch);
    return preemptions;
  }
}
