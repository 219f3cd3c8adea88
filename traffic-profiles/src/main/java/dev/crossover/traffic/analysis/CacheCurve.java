package dev.crossover.traffic.analysis;

import dev.crossover.engine.request.Arrival;
import java.util.ArrayList;
import java.util.List;

/** Adds up what caches of several sizes would find, in one pass over the prompts. */
final class CacheCurve {
  private final int blockTokens;
  private final long[] cacheTokens;
  private final long[] hitBlocks;
  private final StackDistances distances;
  private long idealBlocks;
  private double promptTokens;

  /**
   * @param cacheTokens ascending, each at least one block
   */
  CacheCurve(int blockTokens, List<Long> cacheTokens) {
    this.blockTokens = blockTokens;
    this.cacheTokens = cacheTokens.stream().mapToLong(Long::longValue).toArray();
    this.hitBlocks = new long[this.cacheTokens.length];
    long largest = this.cacheTokens[this.cacheTokens.length - 1] / blockTokens;
    this.distances = new StackDistances((int) Math.min(Math.max(largest, 1), 1 << 28));
  }

  /**
   * Looks up a prompt, then stores it.
   *
   * @param count its whole shareable blocks, as {@code numbers} has just numbered them
   */
  void add(Arrival arrival, BlockNumbers numbers, int count) {
    promptTokens += arrival.promptTokens;
    idealBlocks += numbers.known();
    lookUp(numbers);
    distances.useOnce(arrival.promptTokens / blockTokens - count);
    for (int i = count - 1; i >= 0; i--) {
      distances.use(numbers.block(i));
    }
  }

  /** A block counts where it and all before it are still held. */
  private void lookUp(BlockNumbers numbers) {
    int deepest = 0;
    for (int i = 0; i < numbers.known() && deepest != StackDistances.BEYOND; i++) {
      deepest = Math.max(deepest, distances.depth(numbers.block(i)));
      for (int cache = hitBlocks.length - 1; cache >= 0; cache--) {
        if (deepest > cacheTokens[cache] / blockTokens) {
          break;
        }
        hitBlocks[cache]++;
      }
    }
  }

  PrefixReuse result(BlockNumbers numbers) {
    List<PrefixReuse.LruShare> shares = new ArrayList<>();
    for (int cache = 0; cache < cacheTokens.length; cache++) {
      shares.add(new PrefixReuse.LruShare(cacheTokens[cache], share(hitBlocks[cache])));
    }
    return new PrefixReuse(blockTokens, promptTokens, numbers.size(), share(idealBlocks), shares);
  }

  private double share(long blocks) {
    return promptTokens > 0 ? (double) blocks * blockTokens / promptTokens : 0;
  }
}
