package dev.crossover.models.performance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How vLLM shares KV memory between layers of several kinds: groups of equally many layers, so that
 * a block of any group has the same bytes. A request takes blocks in each group separately. The
 * rules of vLLM V1 (v1/core/kv_cache_utils.py).
 *
 * @param groups in the order of their kinds
 * @param blockSize tokens per block
 * @param layersPerGroup of the largest group; smaller ones are padded to it
 */
record KvGroups(List<KvLayers> groups, int blockSize, int layersPerGroup) {
  KvGroups {
    groups = List.copyOf(groups);
  }

  /**
   * The groups of a model's layers, or of one pipeline stage's.
   *
   * @param hybridManager whether blocks that a window has left are returned; where they are not,
   *     layers with a window beside layers without keep every position
   */
  static KvGroups of(List<KvLayers> layers, int blockSize, boolean hybridManager) {
    List<KvLayers> kinds = merge(layers);
    if (!hybridManager && kinds.size() > 1) {
      kinds = merge(kinds.stream().map(KvLayers::keepingAll).toList());
    }
    if (kinds.stream().mapToLong(KvLayers::pageBytes).distinct().count() != 1) {
      throw new IllegalArgumentException("layers must have equal pages: " + kinds);
    }
    int size = groupSize(kinds);
    List<KvLayers> groups = new ArrayList<>();
    for (KvLayers kind : kinds) {
      addGroups(kind, size, groups);
    }
    return new KvGroups(groups, blockSize, size);
  }

  private static List<KvLayers> merge(List<KvLayers> layers) {
    Map<List<Object>, KvLayers> byKind = new LinkedHashMap<>();
    for (KvLayers some : layers) {
      byKind.merge(
          List.of(some.kind(), some.window(), some.pageBytes()),
          some,
          (a, b) -> new KvLayers(a.kind(), a.layers() + b.layers(), a.window(), a.pageBytes()));
    }
    return List.copyOf(byKind.values());
  }

  /** The rarer kind's layers; where kinds are about as frequent, the other's, to pad less. */
  private static int groupSize(List<KvLayers> kinds) {
    int fewest = kinds.stream().mapToInt(KvLayers::layers).min().orElseThrow();
    int most = kinds.stream().mapToInt(KvLayers::layers).max().orElseThrow();
    return 2L * most < 3L * fewest ? most : fewest;
  }

  /** Deals the layers out in turn, as vLLM does to balance pipeline stages. */
  private static void addGroups(KvLayers kind, int size, List<KvLayers> groups) {
    int count = (kind.layers() + size - 1) / size;
    for (int i = 0; i < count; i++) {
      int layers = (kind.layers() - i + count - 1) / count;
      groups.add(new KvLayers(kind.kind(), layers, kind.window(), kind.pageBytes()));
    }
  }

  /** Bytes of one block in one layer. */
  long pageBytes() {
    return groups.get(0).pageBytes();
  }

  /** Blocks that fit in the worker with the least memory, the null block included. */
  long numBlocks(long... availableBytesPerWorker) {
    long least = Long.MAX_VALUE;
    for (long available : availableBytesPerWorker) {
      least = Math.min(least, Math.max(0, available) / pageBytes() / layersPerGroup);
    }
    return least;
  }

  /**
   * Most blocks that one request may hold, over all groups.
   *
   * @param tokens of the request
   * @param inFlightTokens token budgets of the batches under way at once: what a window keeps
   *     beside its own positions
   */
  long blocksPerRequest(int tokens, long inFlightTokens) {
    long blocks = 0;
    for (KvLayers group : groups) {
      blocks += blocksOf(group, tokens, inFlightTokens);
    }
    return blocks;
  }

  private long blocksOf(KvLayers group, int tokens, long inFlightTokens) {
    if (group.kind() != KvLayers.Kind.SLIDING_WINDOW) {
      return blocksFor(tokens);
    }
    // One more, since the window need not begin at a block's first token.
    return blocksFor(Math.min(group.window() - 1 + inFlightTokens, tokens)) + 1;
  }

  private long blocksFor(long tokens) {
    return (tokens + blockSize - 1) / blockSize;
  }

  /** The longest request, up to a limit, whose blocks are there; 0 where there is none. */
  int longestRequest(long numBlocks, int limit, long inFlightTokens) {
    int fits = 0;
    int tooLong = limit + 1;
    while (tooLong - fits > 1) {
      int middle = fits + (tooLong - fits) / 2;
      if (blocksPerRequest(middle, inFlightTokens) <= numBlocks) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return fits;
  }
}
