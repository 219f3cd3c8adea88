package dev.crossover.engine.batching;

import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.StepObserver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One batch from its first prompt token to its last answer. Every slot is as long as the longest:
 * prompts are padded to its length, and a slot whose request has ended goes on as padding. A slot
 * that has grown to max_model_len gives up padding instead, which its request never needs by then.
 */
final class StaticBatch {
  private final EngineArgs args;
  private final BatchRoom room;

  /** Requests of all slots, in the order of the queue. */
  private final List<BatchedRequest> slots;

  /** Those of them that have not ended. */
  private final List<BatchedRequest> live;

  private final int paddedTokens;
  private int paddingSlots;

  /** Padded tokens of all prompts that steps have computed so far, slot after slot. */
  private long prefilledTokens;

  private int decodeSteps;
  private int settledSteps;
  private int stepsToFinish;
  private int liveMeasured;

  StaticBatch(EngineArgs args, BatchRoom room, List<BatchedRequest> requests) {
    this.args = args;
    this.room = room;
    this.slots = List.copyOf(requests);
    this.live = new ArrayList<>(requests);
    this.paddedTokens = requests.stream().mapToInt(BatchedRequest::tokens).max().orElseThrow();
  }

  /** Requests that have not ended, in slot order; {@link #settle} brings them up to date. */
  List<BatchedRequest> live() {
    return live;
  }

  int liveMeasured() {
    return liveMeasured;
  }

  /** Positions of each slot, those of the step under way included. */
  int length() {
    return Math.min(paddedTokens + decodeSteps, args.maxModelLen());
  }

  long blocks() {
    return room.blocks(width(), length());
  }

  boolean isPrefilling() {
    return prefilledTokens < promptTokens();
  }

  /** Whether the step under way is the first after the prompts, which end at different steps. */
  boolean isFirstDecode() {
    return decodeSteps == 1;
  }

  /** Slots whose prompts are computed, all of each. */
  int prefilledSlots() {
    return (int) (prefilledTokens / paddedTokens);
  }

  /** Requests of the slots from one number up to another; some may have ended. */
  List<BatchedRequest> slots(int from, int to) {
    return slots.subList(from, to);
  }

  /**
   * Puts the next of the padded prompts into a step, slot after slot, within the token budget; a
   * prompt is split only where chunked prefill is on.
   */
  void prefill(BatchShape shape, StepObserver observer) {
    shape.clear();
    int budget = args.maxNumBatchedTokens();
    while (isPrefilling() && budget > 0) {
      int prior = (int) (prefilledTokens % paddedTokens);
      int tokens = Math.min(paddedTokens - prior, budget);
      boolean last = prior + tokens == paddedTokens;
      if (!last && !args.enableChunkedPrefill()) {
        return;
      }
      shape.addPrefill(prior, tokens, last);
      tell(observer, slots.get(prefilledSlots()), tokens);
      prefilledTokens += tokens;
      budget -= tokens;
    }
  }

  private static void tell(StepObserver observer, BatchedRequest request, int tokens) {
    if (!request.ended) {
      observer.scheduled(request.tag, tokens, 0);
    }
  }

  /** One token more for every slot. */
  void decode(BatchShape shape, StepObserver observer) {
    decodeSteps++;
    shape.clear();
    shape.decodes = width();
    shape.decodeTokens = width();
    shape.decodeContextTokens = (long) width() * length();
    shape.sampled = width();
    if (observer != StepObserver.NONE) {
      live.forEach(request -> tell(observer, request, 1));
    }
  }

  /** A decode step has ended; true where it was some request's last. */
  boolean decodeEnds() {
    return decodeSteps - settledSteps == stepsToFinish;
  }

  /** Writes the tokens of the decode steps that have ended into the requests. */
  void settle(PicoInstant lastEnd) {
    int steps = decodeSteps - settledSteps;
    settledSteps = decodeSteps;
    if (steps > 0) {
      for (BatchedRequest request : live) {
        request.outputs += steps;
        request.lastToken = lastEnd;
      }
    }
  }

  /** A request has ended; its slot stays, as padding. The batch must be surveyed. */
  void end(BatchedRequest request) {
    request.ended = true;
    live.remove(request);
    paddingSlots++;
  }

  /** Gives a live request up; null where it is not one of the batch. */
  @Nullable BatchedRequest abort(int tag, PicoInstant now) {
    for (BatchedRequest request : live) {
      if (request.tag == tag) {
        settle(now);
        end(request);
        survey();
        return request;
      }
    }
    return null;
  }

  /** Counts anew what follows from who is live; the batch is settled. */
  void survey() {
    stepsToFinish = Integer.MAX_VALUE;
    liveMeasured = 0;
    for (BatchedRequest request : live) {
      stepsToFinish = Math.min(stepsToFinish, request.missing());
      liveMeasured += request.measured ? 1 : 0;
    }
  }

  /**
   * Gives up slots until the next step finds its blocks: padding first, then requests from the
   * tail, as vLLM preempts.
   *
   * @return the requests that lost their slots, the last one first; the batch is settled if any
   */
  List<BatchedRequest> makeRoom(PicoInstant now) {
    int next = Math.min(paddedTokens + decodeSteps + (isPrefilling() ? 0 : 1), args.maxModelLen());
    List<BatchedRequest> victims = new ArrayList<>();
    while (width() > 0 && !room.holds(width(), next)) {
      if (paddingSlots > 0) {
        paddingSlots--;
        continue;
      }
      settle(now);
      victims.add(live.remove(live.size() - 1));
    }
    if (!victims.isEmpty()) {
      survey();
    }
    return victims;
  }

  private int width() {
    return live.size() + paddingSlots;
  }

  private long promptTokens() {
    return (long) width() * paddedTokens;
  }
}
