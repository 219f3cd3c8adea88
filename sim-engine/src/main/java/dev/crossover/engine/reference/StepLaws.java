package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.ScheduleView;
import dev.crossover.engine.serving.StepObserver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The laws that every schedule call of an engine keeps, checked from what the call tells alone: the
 * token budget, max_num_seqs, the conservation of requests and of blocks, no request scheduled
 * twice, nobody admitted where somebody had to yield.
 */
public final class StepLaws implements StepObserver {
  private final EngineArgs args;
  private final Map<Integer, Integer> computedByRunningTag = new HashMap<>();
  private final Set<Integer> scheduledTags = new HashSet<>();
  private long call;
  private long budgetTokens;
  private long heldBlocks;
  private int preemptions;
  private int admissions;

  public StepLaws(EngineArgs args) {
    this.args = args;
    this.budgetTokens = args.maxNumBatchedTokens();
  }

  @Override
  public void admitted(int tag, int cachedTokens) {
    admissions++;
    law(computedByRunningTag.put(tag, 0) == null, "request %d is admitted twice", tag);
  }

  @Override
  public void scheduled(int tag, int tokens, int drafts) {
    Integer computed = computedByRunningTag.get(tag);
    law(computed != null, "request %d is scheduled but not in running", tag);
    law(scheduledTags.add(tag), "request %d is scheduled twice", tag);
    law(tokens >= 1, "request %d is given %d tokens", tag, tokens);
    if (computed != null) {
      computedByRunningTag.put(tag, computed + tokens);
      heldBlocks += blocks(computed + tokens) - blocks(computed);
    }
    budgetTokens -= tokens;
  }

  @Override
  public void preempted(int tag) {
    preemptions++;
    law(!scheduledTags.contains(tag), "request %d is scheduled and preempted", tag);
    leave(tag, "preempted");
  }

  @Override
  public void finished(long step, int tag, FinishReason reason) {
    leave(tag, "finished");
  }

  @Override
  public void scheduleEnded(long step, ScheduleView view) {
    int running = view.running();
    int waiting = view.waiting();
    int freeBlocks = view.freeBlocks();
    int usable = args.numBlocks() - 1;
    int budget = args.maxNumBatchedTokens();
    law(step == call, "the call says it is number %d", step);
    law(budgetTokens >= 0, "%d tokens are scheduled, the budget is %d", spent(), budget);
    law(running <= args.maxNumSeqs(), "%d run, max_num_seqs is %d", running, args.maxNumSeqs());
    int tracked = computedByRunningTag.size();
    law(
        running == tracked,
        "%d requests run, %d were admitted and have not left",
        running,
        tracked);
    law(waiting >= preemptions, "%d wait where %d were preempted", waiting, preemptions);
    law(
        freeBlocks >= 0 && freeBlocks + heldBlocks == usable,
        "%d blocks are free, %d held, %d usable",
        freeBlocks,
        heldBlocks,
        usable);
    law(
        preemptions == 0 || admissions == 0,
        "%d requests are admitted where %d had to yield",
        admissions,
        preemptions);
    beginCall();
  }

  private void beginCall() {
    call++;
    scheduledTags.clear();
    budgetTokens = args.maxNumBatchedTokens();
    preemptions = 0;
    admissions = 0;
  }

  private long spent() {
    return args.maxNumBatchedTokens() - budgetTokens;
  }

  private void leave(int tag, String how) {
    Integer computed = computedByRunningTag.remove(tag);
    law(computed != null, "request %d is %s but not in running", tag, how);
    heldBlocks -= computed == null ? 0 : blocks(computed);
  }

  private long blocks(int positions) {
    return ((long) positions + args.blockSize() - 1) / args.blockSize();
  }

  private void law(boolean holds, String law, Object... numbers) {
    if (!holds) {
      BrokenLawException.unless(false, "schedule call " + call + ": " + law, numbers);
    }
  }
}
