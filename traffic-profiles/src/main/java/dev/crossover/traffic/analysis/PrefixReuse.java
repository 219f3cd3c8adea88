package dev.crossover.traffic.analysis;

import java.util.List;

/**
 * Which share of the prompt tokens a prefix cache would find, in whole blocks and by prompts alone:
 * answers enter the cache only as part of a later prompt, since traces say nothing else.
 *
 * @param blockTokens tokens of a block
 * @param promptTokens in all prompts
 * @param distinctBlocks blocks that at least one prompt holds; private ones left out
 * @param ideal share found by a cache that forgets nothing
 * @param lru shares found by caches that evict the least recently used block, the tail of a prompt
 *     before its beginning as vLLM does; by ascending size
 */
public record PrefixReuse(
    int blockTokens, double promptTokens, long distinctBlocks, double ideal, List<LruShare> lru) {
  public PrefixReuse {
    lru = List.copyOf(lru);
  }

  /**
   * What one cache finds.
   *
   * @param cacheTokens its size
   * @param share of the prompt tokens
   */
  public record LruShare(long cacheTokens, double share) {}
}
