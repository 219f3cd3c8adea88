package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.ScheduleView;
import dev.crossover.engine.serving.SchedulingPolicy;
import dev.crossover.engine.serving.StepObserver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One call of vLLM V1's {@code schedule()} (sched/scheduler.py), rule after rule. There is no
 * prefill and no decode phase: each request is given tokens until what is computed catches up with
 * what is known, running ones first.
 */
final class ReferenceScheduler implements ScheduleView {
  /** What a request was given in the call so far. */
  private record Share(int tokens, int drafts) {}

  final List<LiveRequest> running = new ArrayList<>();
  final WaitingQueues waiting;
  final KvCache cache;

  private final EngineArgs args;
  private final StepObserver observer;
  private Batch batch = new Batch(0);
  private final Map<LiveRequest, Share> shares = new LinkedHashMap<>();
  private int budget;

  /** Whether a running request that is scheduled had not reached its last known token before. */
  private boolean chunkRuns;

  ReferenceScheduler(EngineArgs args, StepObserver observer) {
    this.args = args;
    this.observer = observer;
    this.waiting = new WaitingQueues(args.policy());
    this.cache = new KvCache(args);
  }

  /** Running requests first, in list order; new ones only where nobody had to yield. */
  Batch schedule(long call) {
    batch = new Batch(call);
    shares.clear();
    budget = args.maxNumBatchedTokens();
    chunkRuns = false;
    scheduleRunning();
    if (batch.victims.isEmpty()) {
      admitWaiting();
    }
    shares.forEach(this::commit);
    return batch;
  }

  /** The request of a tag that runs or waits. */
  LiveRequest live(int tag) {
    return Stream.concat(running.stream(), waiting.stream())
        .filter(request -> request.tag == tag)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no live request has the tag " + tag));
  }

  /** Takes a request out, wherever it is; what it held is free at once. */
  void remove(LiveRequest request) {
    cache.release(request);
    running.remove(request);
    waiting.remove(request);
    request.ended = true;
  }

  private void scheduleRunning() {
    int index = 0;
    while (index < running.size() && budget > 0) {
      LiveRequest request = running.get(index);
      int tokens = isSureToEnd(request) ? 0 : wantedOfRunning(request);
      if (tokens <= 0) {
        index++;
        continue;
      }
      while (!cache.extend(request, tokens)) {
        LiveRequest victim = victim();
        index -= shares.containsKey(victim) ? 1 : 0;
        preempt(victim);
        if (victim == request) {
          return;
        }
      }
      // As of its last step: a last chunk, though it samples, still counts as prefill.
      chunkRuns |= request.prefilling;
      int beyondKnown = tokens + request.computed - request.tokens() - request.placeholders;
      give(request, tokens, Math.max(0, Math.min(beyondKnown, request.drafts)));
      request.drafts = 0;
      index++;
    }
  }

  /**
   * An asynchronous engine knows that the outputs in flight, even if all drafts are rejected, reach
   * max_tokens, and schedules no step that would be wasted.
   */
  private static boolean isSureToEnd(LiveRequest request) {
    return request.placeholders > 0
        && request.computed + 2L - request.placeholders
            >= (long) request.promptTokens + request.maxTokens;
  }

  /** The last position of the model's length is for a token that is sampled, never computed. */
  private int wantedOfRunning(LiveRequest request) {
    int missing = request.tokens() + request.drafts + request.placeholders - request.computed;
    int tokens = Math.min(capped(missing), budget);
    return Math.min(tokens, args.maxModelLen() - 1 - request.computed);
  }

  /**
   * FCFS: the last one. By priority: the least important, of equals the latest, of equals the
   * first; it may have been given tokens in this very call.
   */
  private LiveRequest victim() {
    if (args.policy() == SchedulingPolicy.FCFS) {
      return running.get(running.size() - 1);
    }
    LiveRequest worst = running.get(0);
    for (LiveRequest request : running) {
      boolean later = request.arrivalNanos > worst.arrivalNanos;
      if (request.priority > worst.priority || (request.priority == worst.priority && later)) {
        worst = request;
      }
    }
    return worst;
  }

  /**
   * By recompute: the blocks go, the sampled tokens stay, the request is next in line. An output in
   * flight still lands; two batches deep it always has by the next call, so that nobody needs to be
   * set aside to wait for it.
   */
  private void preempt(LiveRequest victim) {
    running.remove(victim);
    Share undone = shares.remove(victim);
    budget += undone == null ? 0 : undone.tokens();
    cache.release(victim);
    victim.computed = 0;
    victim.drafts = 0;
    victim.placeholders = 0;
    waiting.putBack(victim);
    batch.victims.add(victim);
    observer.preempted(victim.tag);
  }

  private void admitWaiting() {
    Set<Integer> loras = new HashSet<>();
    shares.keySet().forEach(request -> loras.add(request.lora));
    loras.remove(0);
    List<LiveRequest> setAside = new ArrayList<>();
    boolean nextToDecodes = !shares.isEmpty() && !chunkRuns;
    while (!waiting.isEmpty() && budget > 0 && running.size() < args.maxNumSeqs()) {
      LiveRequest head = waiting.head();
      if (exceedsLoras(head, loras)) {
        waiting.remove(head);
        setAside.add(head);
        continue;
      }
      if (!admit(head, nextToDecodes)) {
        break;
      }
      if (head.lora != 0) {
        loras.add(head.lora);
      }
    }
    waiting.setAside(setAside);
  }

  /** The only way for a later request to overtake: this one's adapter has no slot in the step. */
  private boolean exceedsLoras(LiveRequest request, Set<Integer> loras) {
    return args.maxLoras() > 0
        && request.lora != 0
        && loras.size() >= args.maxLoras()
        && !loras.contains(request.lora);
  }

  /** Admits the head of the queue; where it cannot be, nobody behind it may pass. */
  private boolean admit(LiveRequest head, boolean nextToDecodes) {
    List<Integer> hit = cache.lookUp(head);
    int cached = hit.size() * args.blockSize();
    int wanted = head.tokens() - cached;
    boolean padded = wanted == 1 && nextToDecodes && pads();
    if (padded) {
      wanted = 1 + args.numSpeculativeTokens();
      if (wanted > budget || cached + wanted > args.maxModelLen()) {
        return false;
      }
    }
    wanted = capped(wanted);
    if (wanted > budget && !args.enableChunkedPrefill()) {
      return false;
    }
    int tokens = Math.min(wanted, budget);
    if (!cache.admit(head, hit, tokens, !running.isEmpty())) {
      return false;
    }
    waiting.remove(head);
    running.add(head);
    head.computed = cached;
    batch.admissions.add(new Batch.Admission(head, cached, !head.admittedBefore));
    observer.admitted(head.tag, cached);
    head.admittedBefore = true;
    give(head, tokens, padded ? tokens - 1 : 0);
    return true;
  }

  /** Whether a lone token among decodes gets drafts beside it, so that all decodes are alike. */
  private boolean pads() {
    return args.rules().padFirstDecode() && args.numSpeculativeTokens() > 0;
  }

  private void give(LiveRequest request, int tokens, int drafts) {
    shares.put(request, new Share(tokens, drafts));
    budget -= tokens;
    observer.scheduled(request.tag, tokens, drafts);
  }

  /**
   * What is scheduled counts as computed. A request samples where its last known token is among
   * what is computed; an asynchronous engine then counts on the outputs before it has them, and on
   * as many drafts as ever for the step after.
   */
  private void commit(LiveRequest request, Share share) {
    int prior = request.computed;
    request.computed += share.tokens();
    request.inFlight += share.tokens();
    request.prefilling = request.computed < request.tokens() + request.placeholders;
    boolean samples = !request.prefilling;
    batch.portions.add(new Batch.Portion(request, prior, share.tokens(), share.drafts(), samples));
    if (samples && args.asyncScheduling()) {
      request.placeholders += 1 + share.drafts();
      request.drafts = args.numSpeculativeTokens();
    }
  }

  /** What the request wants in one step, long_prefill_token_threshold applied. */
  private int capped(int tokens) {
    int threshold = args.longPrefillTokenThreshold();
    return threshold == 0 ? tokens : Math.min(tokens, threshold);
  }

  @Override
  public int running() {
    return running.size();
  }

  @Override
  public int runningTag(int index) {
    return running.get(index).tag;
  }

  @Override
  public int waiting() {
    return waiting.size();
  }

  @Override
  public int setAside() {
    return waiting.skipped();
  }

  @Override
  public int waitingTag(int index) {
    return waiting.waiting(index).tag;
  }

  @Override
  public int freeBlocks() {
    return cache.free();
  }
}
