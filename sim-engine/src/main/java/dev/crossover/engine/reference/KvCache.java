package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineArgs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which blocks a request holds: vLLM's kv_cache_manager (allocate_slots) over one group of layers
 * (single_type_kv_cache_manager), of full attention or of a sliding window.
 */
final class KvCache {
  private final EngineArgs args;
  private final KvBlocks blocks;

  KvCache(EngineArgs args) {
    this.args = args;
    this.blocks = new KvBlocks(args);
  }

  int free() {
    return blocks.free();
  }

  int[] freeOrder() {
    return blocks.freeOrder();
  }

  int used() {
    return args.usableBlocks() - blocks.free();
  }

  /** Blocks that some of the requests hold; one that several hold counts once. */
  static int heldBy(List<LiveRequest> requests) {
    Set<Integer> held = new HashSet<>();
    requests.forEach(request -> held.addAll(request.blocks));
    held.remove(KvBlocks.NULL);
    return held.size();
  }

  /**
   * The blocks in which a waiting request finds its first tokens computed. Its last token is always
   * computed anew: without it there is nothing to sample from.
   */
  List<Integer> lookUp(LiveRequest request) {
    if (!args.enablePrefixCaching()) {
      return List.of();
    }
    int most = (request.tokens() - 1) / args.blockSize();
    List<Integer> hit =
        args.slidingWindow() == 0 ? longestPrefix(request, most) : lastWindow(request, most);
    // EAGLE and MTP draft from hidden states, which no cache keeps.
    return args.dropsLastHitBlock() && !hit.isEmpty() ? hit.subList(0, hit.size() - 1) : hit;
  }

  /**
   * Gives a waiting request what it was found to have and room for its first tokens, or leaves
   * everything as it is. With the full-sequence gate (scheduler_reserve_full_isl) all that is known
   * of the request must fit into the blocks free now; nothing is set aside for it.
   *
   * @param othersRun then the watermark must stay free beside
   */
  boolean admit(LiveRequest request, List<Integer> hit, int tokens, boolean othersRun) {
    int spare = blocks.free() - (othersRun ? args.watermarkBlocks() : 0);
    int whole = Math.min(blocksFor(request.tokens()), mostBlocksAtAdmission());
    if (args.rules().reserveFullIsl() && demand(hit, whole) > spare) {
      return false;
    }
    int computed = hit.size() * args.blockSize();
    int lookahead = args.rules().lookaheadAtAdmission() ? args.numLookaheadTokens() : 0;
    int due = blocksFor(computed + tokens + lookahead);
    if (demand(hit, due) > spare) {
      return false;
    }
    adopt(request, hit);
    takeUpTo(request, due);
    keyUpTo(request, Math.min(computed + tokens, request.tokens()));
    return true;
  }

  /** Gives a running request room for more tokens, or says that the blocks are not there. */
  boolean extend(LiveRequest request, int tokens) {
    returnLeftOfWindow(request);
    int due = blocksFor(request.computed + tokens + args.numLookaheadTokens());
    if (due - request.blocks.size() > blocks.free()) {
      return false;
    }
    takeUpTo(request, due);
    keyUpTo(request, Math.min(request.computed + tokens, request.tokens()));
    return true;
  }

  /** Lets the full blocks among a request's first tokens be found. */
  void keyUpTo(LiveRequest request, int tokens) {
    if (!args.enablePrefixCaching()) {
      return;
    }
    int full = tokens / args.blockSize();
    for (int i = request.keyedBlocks; i < full; i++) {
      int block = request.blocks.get(i);
      if (block != KvBlocks.NULL) {
        blocks.register(block, request.key(i, args.blockSize()));
      }
    }
    request.keyedBlocks = Math.max(request.keyedBlocks, full);
  }

  /** Takes everything from a request, the tail first: it is the least likely to be found. */
  void release(LiveRequest request) {
    List<Integer> tailFirst = new ArrayList<>(request.blocks);
    Collections.reverse(tailFirst);
    blocks.release(tailFirst);
    request.blocks.clear();
    request.keyedBlocks = 0;
  }

  private List<Integer> longestPrefix(LiveRequest request, int most) {
    List<Integer> hit = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      int block = blocks.find(request.key(i, args.blockSize()));
      if (block == KvBlocks.NULL) {
        break;
      }
      hit.add(block);
    }
    return hit;
  }

  /**
   * With a sliding window the last window before some block boundary is enough; what lies left of
   * it counts as computed though it is nowhere. Failing that, a shorter run at the very start is.
   */
  private List<Integer> lastWindow(LiveRequest request, int most) {
    int enough = ceilDiv(args.slidingWindow() - 1, args.blockSize());
    enough = Math.max(1, args.dropsLastHitBlock() ? enough + 1 : enough);
    List<Integer> hit = new ArrayList<>(Collections.nCopies(most, KvBlocks.NULL));
    int run = 0;
    for (int i = most - 1; i >= 0; i--) {
      int block = blocks.find(request.key(i, args.blockSize()));
      hit.set(i, block);
      run = block == KvBlocks.NULL ? 0 : run + 1;
      if (run == enough) {
        return hit.subList(0, i + run);
      }
    }
    return hit.subList(0, run);
  }

  /**
   * Free blocks needed to hold {@code due} blocks, those of the hit that nobody uses among them.
   */
  private int demand(List<Integer> hit, int due) {
    int outside = blocksLeftOfWindow(hit.size() * args.blockSize());
    int demand = Math.max(0, due - Math.max(outside, hit.size()));
    for (int block : hit.subList(Math.min(outside, hit.size()), hit.size())) {
      demand += blocks.isFree(block) ? 1 : 0;
    }
    return demand;
  }

  private void adopt(LiveRequest request, List<Integer> hit) {
    int outside = blocksLeftOfWindow(hit.size() * args.blockSize());
    for (int i = 0; i < hit.size(); i++) {
      int block = i < outside ? KvBlocks.NULL : hit.get(i);
      if (block != KvBlocks.NULL) {
        blocks.adopt(block);
      }
      request.blocks.add(block);
    }
    request.keyedBlocks = hit.size();
  }

  private void takeUpTo(LiveRequest request, int due) {
    while (request.blocks.size() < due) {
      request.blocks.add(blocks.take());
    }
  }

  /**
   * Returns blocks that no token to come attends; those in flight may yet be rejected, so the
   * window ends at the last token processed. Where the blocks then fall short this stays done.
   */
  private void returnLeftOfWindow(LiveRequest request) {
    List<Integer> returned = new ArrayList<>();
    int outside = blocksLeftOfWindow(Math.max(0, request.computed - request.inFlight));
    for (int i = Math.min(outside, request.blocks.size()) - 1; i >= 0; i--) {
      if (request.blocks.get(i) == KvBlocks.NULL) {
        break;
      }
      returned.add(request.blocks.set(i, KvBlocks.NULL));
    }
    blocks.release(returned);
  }

  /** Whole blocks that the token after the first {@code tokens} no longer attends. */
  private int blocksLeftOfWindow(int tokens) {
    int window = args.slidingWindow();
    return window == 0 ? 0 : Math.max(0, tokens - window + 1) / args.blockSize();
  }

  /** What one request can hold at once: a window, the batches in flight, and a partial block. */
  private int mostBlocksAtAdmission() {
    if (args.slidingWindow() == 0) {
      return Integer.MAX_VALUE;
    }
    int batches = args.asyncScheduling() ? 2 : 1;
    long most = args.slidingWindow() - 1L + (long) batches * args.maxNumBatchedTokens();
    return blocksFor((int) Math.min(most, args.maxModelLen())) + 1;
  }

  private int blocksFor(int positions) {
    return ceilDiv(Math.min(positions, args.maxModelLen()), args.blockSize());
  }

  private static int ceilDiv(int dividend, int divisor) {
    return dividend / divisor + (dividend % divisor == 0 ? 0 : 1);
  }
}
