package dev.crossover.engine.serving;

/**
 * One call of vLLM V1's {@code schedule()}: running requests first, then, where nobody had to
 * yield, those that wait, within a token budget. What was scheduled is left in the batch.
 */
final class Scheduler {
  private final int budgetTokens;
  private final boolean async;
  private final int speculativeTokens;
  private final boolean windowed;
  private final RequestRows rows;
  private final RunningPass runningPass;
  final WaitingPass waitingPass;

  Scheduler(EngineArgs args, QueueState state, EngineListener listener, StepObserver observer) {
    this.budgetTokens = args.maxNumBatchedTokens();
    this.async = args.asyncScheduling();
    this.speculativeTokens = args.numSpeculativeTokens();
    this.windowed = args.slidingWindow() > 0;
    this.rows = state.rows;
    this.runningPass = new RunningPass(args, state, listener, observer);
    this.waitingPass = new WaitingPass(args, state, listener, observer);
  }

  /** Schedules one step; it may come out empty. Returns how many were preempted. */
  int schedule(Batch batch, PicoClock now) {
    batch.clear(budgetTokens);
    int preemptions = runningPass.run(batch, now);
    if (preemptions == 0) {
      waitingPass.run(batch, now);
    }
    for (int i = 0; i < batch.size; i++) {
      advance(batch, i);
    }
    return preemptions;
  }

  /** Counts the tokens as computed, vLLM's _update_after_schedule. */
  private void advance(Batch batch, int place) {
    int row = batch.rows[place];
    int tokens = batch.tokens[place];
    int drafts = batch.drafts[place];
    int prior = rows.computed[row];
    boolean samples = prior + tokens >= rows.tokens[row] + rows.placeholders[row];
    rows.computed[row] = prior + tokens;
    if (windowed) {
      rows.inFlight[row] += tokens;
    }
    batch.samples[place] = samples;
    if (samples && tokens == 1 + drafts) {
      batch.shape.addDecode(prior + tokens, drafts);
    } else {
      batch.shape.addPrefill(prior, tokens, samples);
    }
    if (samples && async) {
      rows.placeholders[row] += 1 + drafts;
    }
    if (speculativeTokens > 0) {
      rows.isPrefillChunk[row] = !samples;
      rows.drafts[row] = samples && async ? speculativeTokens : 0;
    }
  }
}
