package dev.crossover.engine.batching;

import dev.crossover.engine.reference.BrokenLawException;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.ScheduleView;
import dev.crossover.engine.serving.StepObserver;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The laws that every schedule call of a static engine keeps, checked from what the call tells
 * alone: nobody joins a batch that has begun; slots, token budget and blocks suffice; prompts are
 * padded to one length, and then everyone decodes one token a step.
 */
public final class StaticLaws implements StepObserver {
  private final EngineArgs args;

  /** Tokens computed so far, padding included, of each request in the batch. */
  private final Map<Integer, Integer> computedByTag = new HashMap<>();

  private final Set<Integer> scheduledTags = new HashSet<>();
  private long call;
  private int runningBefore;
  private int admissions;
  private int preemptions;
  private long tokens;
  private boolean even;

  public StaticLaws(EngineArgs args) {
    this.args = args;
  }

  @Override
  public void admitted(int tag, int cachedTokens) {
    admissions++;
    law(computedByTag.put(tag, 0) == null, "request %d is admitted twice", tag);
    law(runningBefore == 0, "request %d joins a batch where %d run", tag, runningBefore);
    law(cachedTokens == 0, "request %d finds %d tokens in a cache", tag, cachedTokens);
  }

  @Override
  public void scheduled(int tag, int newTokens, int drafts) {
    law(scheduledTags.add(tag), "request %d is scheduled twice", tag);
    law(newTokens >= 1 && drafts == 0, "request %d: %d tokens, %d drafts", tag, newTokens, drafts);
    Integer total = computedByTag.computeIfPresent(tag, (key, before) -> before + newTokens);
    law(total != null, "request %d is scheduled but not in the batch", tag);
    tokens += newTokens;
  }

  @Override
  public void output(int tag, long nanos) {
    law(computedByTag.containsKey(tag), "request %d has an output but is not in the batch", tag);
  }

  @Override
  public void preempted(int tag) {
    preemptions++;
    runningBefore--;
    leave(tag, "preempted");
  }

  @Override
  public void finished(long step, int tag, FinishReason reason) {
    runningBefore--;
    leave(tag, "finished");
  }

  @Override
  public void aborted(long step, int tag) {
    runningBefore -= computedByTag.remove(tag) == null ? 0 : 1;
  }

  @Override
  public void scheduleEnded(long step, ScheduleView view) {
    int running = view.running();
    law(step == call, "the call says it is number %d", step);
    law(running == computedByTag.size(), "%d run, %d are known", running, computedByTag.size());
    law(running <= args.maxNumSeqs(), "%d run, max_num_seqs is %d", running, args.maxNumSeqs());
    law(
        tokens <= args.maxNumBatchedTokens(),
        "%d tokens are scheduled, the budget is %d",
        tokens,
        args.maxNumBatchedTokens());
    law(view.waiting() >= preemptions, "%d wait, %d yielded", view.waiting(), preemptions);
    checkBlocks(view);
    checkEvenness(running);
    call++;
    runningBefore = running;
    scheduledTags.clear();
    admissions = 0;
    preemptions = 0;
    tokens = 0;
  }

  /** Everyone's blocks are there; padding may hold more. */
  private void checkBlocks(ScheduleView view) {
    long held = 0;
    for (int computed : computedByTag.values()) {
      int positions = Math.min(computed, args.maxModelLen());
      held += ((long) positions + args.blockSize() - 1) / args.blockSize();
    }
    int free = view.freeBlocks();
    law(free >= 0 && free + held <= args.usableBlocks(), "%d blocks free, %d held", free, held);
  }

  /** Prompts are computed slot after slot, so once all got equally far, all decode together. */
  private void checkEvenness(int running) {
    even &= admissions == 0;
    law(
        !even || tokens == 0 || (tokens == running && scheduledTags.size() == running),
        "%d tokens for %d requests, %d decode",
        tokens,
        scheduledTags.size(),
        running);
    even |= running > 1 && computedByTag.values().stream().distinct().count() == 1;
  }

  private void leave(int tag, String how) {
    law(computedByTag.remove(tag) != null, "request %d is %s but not in the batch", tag, how);
  }

  private void law(boolean holds, String law, Object... numbers) {
    if (!holds) {
      BrokenLawException.unless(false, "schedule call " + call + ": " + law, numbers);
    }
  }
}
