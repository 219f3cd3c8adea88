package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.ScheduleView;
import dev.crossover.engine.serving.StepObserver;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The laws that every schedule call of an engine keeps in every mode, checked from what it tells
 * alone: the token budget, max_num_seqs, the conservation of requests and of blocks, nobody
 * scheduled twice or beyond what can be known of it, nobody admitted where somebody had to yield,
 * no rest while there is work that fits, no call that repeats one in vain.
 */
public final class StepLaws implements StepObserver {
  private final EngineArgs args;
  private final Map<Integer, FollowedRequest> requests = new HashMap<>();
  private final Set<FollowedRequest> running = new LinkedHashSet<>();
  private long call;
  private int admissions;
  private int preemptions;

  /** Whether anything came or went since the last call. */
  private boolean disturbed = true;

  /** Calls since the last that gave somebody something. */
  private int emptyCalls;

  private boolean lastPreempted;

  public StepLaws(EngineArgs args) {
    this.args = args;
  }

  @Override
  public void arrived(int tag, int promptTokens) {
    FollowedRequest before = requests.put(tag, new FollowedRequest(args, promptTokens));
    law(before == null, "request %d arrives while it is there", tag);
    disturbed = true;
  }

  @Override
  public void admitted(int tag, int cachedTokens) {
    admissions++;
    FollowedRequest request = live(tag);
    law(running.add(request), "request %d is admitted twice", tag);
    law(
        cachedTokens % args.blockSize() == 0 && cachedTokens < request.reach,
        "request %d of %d tokens has %d cached",
        tag,
        request.reach,
        cachedTokens);
    law(
        cachedTokens == 0 || args.enablePrefixCaching(),
        "request %d has %d tokens cached without a cache",
        tag,
        cachedTokens);
    request.admit(cachedTokens);
  }

  @Override
  public void scheduled(int tag, int tokens, int drafts) {
    FollowedRequest request = live(tag);
    law(running.contains(request), "request %d is scheduled but not in running", tag);
    law(request.tokens == 0, "request %d is scheduled twice", tag);
    law(
        tokens >= 1 && drafts < tokens,
        "request %d is given %d tokens, %d drafts",
        tag,
        tokens,
        drafts);
    int threshold = args.longPrefillTokenThreshold();
    law(
        threshold == 0 || tokens <= threshold,
        "request %d is given %d tokens, the threshold is %d",
        tag,
        tokens,
        threshold);
    checkCausality(tag, request, tokens, drafts);
    request.give(tokens, drafts, call);
  }

  /** Nobody computes a token that cannot be known, nor drafts beside anything but the last one. */
  private void checkCausality(int tag, FollowedRequest request, int tokens, int drafts) {
    int end = request.computed + tokens;
    law(
        end - drafts <= request.reach && (drafts == 0 || end - drafts == request.reach),
        "request %d is computed to %d with %d drafts, known to %d",
        tag,
        end,
        drafts,
        request.reach);
    law(
        drafts <= args.numSpeculativeTokens() && end <= args.maxModelLen(),
        "request %d has %d drafts of %d and %d positions of %d",
        tag,
        drafts,
        args.numSpeculativeTokens(),
        end,
        args.maxModelLen());
  }

  @Override
  public void preempted(int tag) {
    preemptions++;
    FollowedRequest request = live(tag);
    law(running.remove(request), "request %d is preempted but not in running", tag);
    request.lose(call);
  }

  @Override
  public void accepted(long step, int tag, int drafts) {
    FollowedRequest request = live(tag);
    int scheduled = request.draftsOf(step);
    law(
        drafts >= 0 && drafts <= scheduled,
        "request %d has %d drafts accepted, %d were scheduled in call %d",
        tag,
        drafts,
        scheduled,
        step);
    request.reject(step, scheduled - drafts);
  }

  @Override
  public void finished(long step, int tag, FinishReason reason) {
    leave(tag);
  }

  @Override
  public void aborted(long step, int tag) {
    leave(tag);
  }

  @Override
  public void scheduleEnded(long step, ScheduleView view) {
    law(step == call, "the call says it is number %d", step);
    int given = running.stream().mapToInt(request -> request.tokens).sum();
    int budget = args.maxNumBatchedTokens();
    law(given <= budget, "%d tokens are scheduled, the budget is %d", given, budget);
    law(
        preemptions == 0 || admissions == 0,
        "%d requests are admitted where %d had to yield",
        admissions,
        preemptions);
    checkRequests(view);
    checkBlocks(view.freeBlocks());
    checkRest(given, view);
    running.forEach(request -> request.commit(step));
    emptyCalls = given == 0 ? emptyCalls + 1 : 0;
    lastPreempted = preemptions > 0;
    disturbed = false;
    preemptions = 0;
    admissions = 0;
    call++;
  }

  private void checkRequests(ScheduleView view) {
    int waiting = requests.size() - running.size();
    int most = args.maxNumSeqs();
    law(view.running() <= most, "%d run, max_num_seqs is %d", view.running(), most);
    law(
        view.running() == running.size() && view.waiting() == waiting,
        "%d requests run and %d wait, %d were admitted and have not left, %d not",
        view.running(),
        view.waiting(),
        running.size(),
        waiting);
  }

  /** Blocks found in the cache may have several users; without it each block has one. */
  private void checkBlocks(int freeBlocks) {
    int usable = args.usableBlocks();
    long all = running.stream().mapToLong(FollowedRequest::heldBlocks).sum();
    int most = running.stream().mapToInt(FollowedRequest::heldBlocks).max().orElse(0);
    long used = (long) usable - freeBlocks;
    boolean shared = args.enablePrefixCaching();
    law(
        freeBlocks >= 0 && used <= all && used >= (shared ? most : all),
        "%d blocks are free, %d held, %d by one request, %d usable",
        freeBlocks,
        all,
        most,
        usable);
  }

  /**
   * Who gives nobody anything has a reason: somebody had to yield, or all who run wait for outputs
   * in flight, or nobody runs and the head of the queue is too large for the empty pool. Calling
   * again comes to the same until something happens.
   */
  private void checkRest(int given, ScheduleView view) {
    int inFlight = args.asyncScheduling() ? 1 : 0;
    law(
        disturbed || lastPreempted || emptyCalls <= inFlight,
        "nothing has happened since the last call, which gave nobody anything");
    if (given > 0 || preemptions > 0) {
      return;
    }
    law(
        view.running() == 0 || (inFlight > 0 && emptyCalls == 0),
        "%d requests run and none is given anything",
        view.running());
    if (view.running() == 0 && view.setAside() == 0 && view.waiting() > 0) {
      int tag = view.waitingTag(0);
      long due = Math.min((long) live(tag).reach + args.numLookaheadTokens(), args.maxModelLen());
      law(
          due > (long) args.usableBlocks() * args.blockSize(),
          "request %d needs %d positions and waits for an empty pool of %d blocks",
          tag,
          due,
          args.usableBlocks());
    }
  }

  private FollowedRequest live(int tag) {
    FollowedRequest request = requests.get(tag);
    if (request == null) {
      throw broken("request %d is told of but not there", tag);
    }
    return request;
  }

  private void leave(int tag) {
    running.remove(live(tag));
    requests.remove(tag);
    disturbed = true;
  }

  private void law(boolean holds, String law, Object... numbers) {
    if (!holds) {
      throw broken(law, numbers);
    }
  }

  private BrokenLawException broken(String law, Object... numbers) {
    return new BrokenLawException(
        String.format(Locale.ROOT, "schedule call " + call + ": " + law, numbers));
  }
}
