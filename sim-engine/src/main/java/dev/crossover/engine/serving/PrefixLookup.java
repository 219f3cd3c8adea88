package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * Looks for the KV of a request's leading tokens in the prefix cache, as vLLM's
 * find_longest_cache_hit. The last token is always computed anew.
 */
final class PrefixLookup {
  private final boolean enabled;
  private final BlockPool pool;
  private final KeyChains chains;
  private final boolean windowed;
  private final boolean dropsLast;

  /** Blocks that a window reaches back over. */
  private final int windowBlocks;

  /** The blocks found by the last lookup; the null block where none is needed. */
  int[] found = new int[64];

  /** How many of these nobody uses: they would leave the free list. */
  int idle;

  PrefixLookup(EngineArgs args, QueueState state) {
    enabled = args.enablePrefixCaching();
    pool = state.pool;
    chains = state.blocks.chains;
    windowed = args.slidingWindow() > 0;
    dropsLast = args.dropsLastHitBlock();
    windowBlocks = pool.blocksFor(Math.max(0, args.slidingWindow() - 1)) + (dropsLast ? 1 : 0);
  }

  /** Finds the blocks of a request that has so many tokens and holds none; returns how many. */
  int find(int row, int tokens) {
    idle = 0;
    if (!enabled) {
      return 0;
    }
    int most = pool.fullBlocks(tokens - 1);
    if (most > found.length) {
      found = Arrays.copyOf(found, Math.max(most, found.length * 2));
    }
    int blocks = windowed ? findWindow(row, most) : findRun(row, most);
    return dropsLast && blocks > 0 ? drop(blocks - 1) : blocks;
  }

  /** Does without the last block found: the drafter needs its hidden states. */
  private int drop(int last) {
    if (pool.isIdle(found[last])) {
      idle--;
    }
    return last;
  }

  /** The run of cached blocks from the start. */
  private int findRun(int row, int most) {
    for (int i = 0; i < most; i++) {
      int block = lookUp(row, i);
      if (block == BlockPool.NULL_BLOCK) {
        return i;
      }
      note(i, block);
    }
    return most;
  }

  /** The last run as long as the window, or a shorter one at the very start. */
  private int findWindow(int row, int most) {
    int run = 0;
    for (int i = most - 1; i >= 0; i--) {
      int block = lookUp(row, i);
      found[i] = block;
      run = block == BlockPool.NULL_BLOCK ? 0 : run + 1;
      if (run > 0 && run >= windowBlocks) {
        int end = i + run;
        Arrays.fill(found, 0, end - windowBlocks, BlockPool.NULL_BLOCK);
        return countIdle(end - windowBlocks, end);
      }
    }
    return countIdle(0, run);
  }

  private int countIdle(int from, int to) {
    for (int i = from; i < to; i++) {
      note(i, found[i]);
    }
    return to;
  }

  private void note(int place, int block) {
    found[place] = block;
    if (pool.isIdle(block)) {
      idle++;
    }
  }

  private int lookUp(int row, int place) {
    int key = chains.find(row, place);
    return key == KeyTable.NONE ? BlockPool.NULL_BLOCK : pool.keys.find(key);
  }
}
