package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.ScheduleView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The rules of vLLM V1's {@code schedule()} for FCFS without prefix caching, one after another.
 * Nothing is kept that can be counted: free blocks are recounted from the requests.
 */
final class ReferenceScheduler implements ScheduleView {
  final List<LiveRequest> running = new ArrayList<>();
  final Deque<LiveRequest> waiting = new ArrayDeque<>();

  private final EngineArgs args;
  private Batch batch = new Batch();
  private int budget;

  ReferenceScheduler(EngineArgs args) {
    this.args = args;
  }

  /** Running requests first, in list order; new ones only where nobody had to yield. */
  Batch schedule() {
    batch = new Batch();
    budget = args.maxNumBatchedTokens();
    scheduleRunning();
    if (batch.victims.isEmpty()) {
      admitWaiting();
    }
    return batch;
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
    return 0;
  }

  @Override
  public int waitingTag(int index) {
    return List.copyOf(waiting).get(index).tag;
  }

  int usedBlocks() {
    int used = 0;
    for (LiveRequest request : running) {
      used += blocksFor(request.computed);
    }
    return used;
  }

  @Override
  public int freeBlocks() {
    return args.numBlocks() - 1 - usedBlocks();
  }

  private void scheduleRunning() {
    for (LiveRequest request : List.copyOf(running)) {
      if (budget == 0 || !running.contains(request)) {
        return;
      }
      int tokens = Math.min(chunk(request), budget);
      tokens = Math.min(tokens, args.maxModelLen() - request.computed - 1);
      if (tokens <= 0) {
        continue;
      }
      while (freeBlocks() < moreBlocks(request, tokens) && running.contains(request)) {
        preempt(running.get(running.size() - 1));
      }
      if (!running.contains(request)) {
        return;
      }
      compute(request, tokens);
    }
  }

  /** By recompute: the blocks go, the sampled tokens stay, the request is next in line. */
  private void preempt(LiveRequest victim) {
    running.remove(victim);
    victim.computed = 0;
    waiting.addFirst(victim);
    batch.victims.add(victim);
  }

  private void admitWaiting() {
    while (!waiting.isEmpty() && budget > 0 && running.size() < args.maxNumSeqs()) {
      LiveRequest head = waiting.getFirst();
      if (chunk(head) > budget && !args.enableChunkedPrefill()) {
        return;
      }
      int tokens = Math.min(chunk(head), budget);
      boolean wholeFits = blocksFor(head.tokens()) <= freeBlocks();
      boolean chunkFits = blocksFor(tokens) <= freeBlocks();
      if (!chunkFits || (args.rules().reserveFullIsl() && !wholeFits)) {
        return;
      }
      waiting.removeFirst();
      running.add(head);
      batch.admitted.add(head);
      compute(head, tokens);
    }
  }

  private void compute(LiveRequest request, int tokens) {
    boolean samples = tokens == request.missing();
    batch.portions.add(new Batch.Portion(request, request.computed, tokens, samples));
    request.computed += tokens;
    budget -= tokens;
  }

  /** What the request wants in one step. */
  private int chunk(LiveRequest request) {
    int threshold = args.longPrefillTokenThreshold();
    return threshold == 0 ? request.missing() : Math.min(request.missing(), threshold);
  }

  private int moreBlocks(LiveRequest request, int tokens) {
    return blocksFor(request.computed + tokens) - blocksFor(request.computed);
  }

  private int blocksFor(int positions) {
    int capped = Math.min(positions, args.maxModelLen());
    return capped / args.blockSize() + (capped % args.blockSize() == 0 ? 0 : 1);
  }
}
