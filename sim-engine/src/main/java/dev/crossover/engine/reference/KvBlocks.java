package dev.crossover.engine.reference;

import dev.crossover.engine.serving.EngineArgs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * vLLM's block pool (block_pool.py): who uses which block, in which order free blocks are taken,
 * and which block is found under which key.
 */
final class KvBlocks {
  /** Stands where a request needs no block; it is nobody's and never free. */
  static final int NULL = 0;

  private static final int NOT_FREE = 0;

  private final boolean unkeyedFirst;
  private final int[] users;
  private final @Nullable BlockKey[] keys;
  private final Map<BlockKey, LinkedHashSet<Integer>> blocksByKey = new HashMap<>();

  /** Free blocks by their place in line. */
  private final TreeMap<Long, Integer> line = new TreeMap<>();

  private final long[] place;
  private long nextFront = -1;
  private long nextEnd = 1;

  KvBlocks(EngineArgs args) {
    this.unkeyedFirst = args.rules().unkeyedBlocksFirst();
    this.users = new int[args.numBlocks()];
    this.keys = new BlockKey[args.numBlocks()];
    this.place = new long[args.numBlocks()];
    for (int block = NULL + 1; block < args.numBlocks(); block++) {
      putAtEnd(block);
    }
  }

  int free() {
    return line.size();
  }

  /** Free blocks, the next to be taken first. */
  int[] freeOrder() {
    return line.values().stream().mapToInt(Integer::intValue).toArray();
  }

  boolean isFree(int block) {
    return place[block] != NOT_FREE;
  }

  /** The next free block; whatever was found under its key no longer is. */
  int take() {
    int block = line.firstEntry().getValue();
    leaveLine(block);
    BlockKey key = keys[block];
    if (key != null) {
      LinkedHashSet<Integer> twins = blocksByKey.getOrDefault(key, new LinkedHashSet<>());
      twins.remove(block);
      if (twins.isEmpty()) {
        blocksByKey.remove(key);
      }
      keys[block] = null;
    }
    users[block] = 1;
    return block;
  }

  /** One more user of a block that was found; a free one leaves the middle of the line. */
  void adopt(int block) {
    if (isFree(block)) {
      leaveLine(block);
    }
    users[block]++;
  }

  /** From now on the block is found under a key, after those registered before under the same. */
  void register(int block, BlockKey key) {
    keys[block] = key;
    blocksByKey.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(block);
  }

  /** The earliest registered block of a key that survives, or {@link #NULL}. */
  int find(BlockKey key) {
    LinkedHashSet<Integer> twins = blocksByKey.get(key);
    return twins == null ? NULL : twins.iterator().next();
  }

  /**
   * One user less of each block. Those with no user left join the line: the keyed ones at its end,
   * so that the least recently used is taken first; the others, which nobody can find, at its front
   * (since 2026-06-04), in the order given either way.
   */
  void release(List<Integer> blocks) {
    List<Integer> toFront = new ArrayList<>();
    for (int block : blocks) {
      if (block == NULL || --users[block] > 0) {
        continue;
      }
      if (keys[block] == null && unkeyedFirst) {
        toFront.add(0, block);
      } else {
        putAtEnd(block);
      }
    }
    for (int block : toFront) {
      place[block] = nextFront--;
      line.put(place[block], block);
    }
  }

  private void putAtEnd(int block) {
    place[block] = nextEnd++;
    line.put(place[block], block);
  }

  private void leaveLine(int block) {
    line.remove(place[block]);
    place[block] = NOT_FREE;
  }
}
