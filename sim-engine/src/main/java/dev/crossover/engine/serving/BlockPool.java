package dev.crossover.engine.serving;

/**
 * The KV blocks of one engine: the free ones in order, how many requests use each of the others,
 * and the cache keys of full ones. The null block, id 0, is never among them.
 */
final class BlockPool {
  static final int NULL_BLOCK = 0;

  private static final int NOT_A_POWER = -1;

  final BlockKeys keys;
  private final int blockSize;
  private final int shift;
  private final int usable;
  private final boolean caching;
  private final boolean unkeyedFirst;
  private final FreeList free;

  /** Requests that use a block; counted where several may. */
  private final int[] users;

  private long uses;

  BlockPool(int numBlocks, int blockSize, boolean caching, boolean unkeyedFirst) {
    this.blockSize = blockSize;
    this.caching = caching;
    this.shift =
        Integer.bitCount(blockSize) == 1 ? Integer.numberOfTrailingZeros(blockSize) : NOT_A_POWER;
    this.usable = numBlocks - 1;
    this.unkeyedFirst = unkeyedFirst;
    this.keys = new BlockKeys(numBlocks);
    this.free = new FreeList(numBlocks);
    this.users = new int[numBlocks];
  }

  int usable() {
    return usable;
  }

  int free() {
    return free.size();
  }

  int used() {
    return usable - free.size();
  }

  /** Sum over blocks of the requests that use them. */
  long uses() {
    return uses;
  }

  int[] freeOrder() {
    return free.order();
  }

  int blockSize() {
    return blockSize;
  }

  /** Blocks that hold this many positions. */
  int blocksFor(int positions) {
    long padded = (long) positions + blockSize - 1;
    return (int) (shift == NOT_A_POWER ? padded / blockSize : padded >>> shift);
  }

  /** Blocks that this many positions fill. */
  int fullBlocks(int positions) {
    return shift == NOT_A_POWER ? positions / blockSize : positions >>> shift;
  }

  /** Positions still free in the last block of a request with this many computed. */
  int slack(int computed) {
    return shift == NOT_A_POWER
        ? (int) ((long) blocksFor(computed) * blockSize - computed)
        : -computed & (blockSize - 1);
  }

  /**
   * Puts blocks from the head of the free list, their old content forgotten, into places {@code
   * from} to {@code to - 1}.
   */
  void take(int[] into, int from, int to) {
    free.take(into, from, to);
    uses += to - from;
    if (!caching) {
      return;
    }
    for (int i = from; i < to; i++) {
      int block = into[i];
      users[block] = 1;
      if (keys.isKeyed(block)) {
        keys.evict(block);
      }
    }
  }

  boolean isIdle(int block) {
    return users[block] == 0;
  }

  /** Uses a block that was found by its key. */
  void adopt(int block) {
    if (users[block]++ == 0) {
      free.remove(block);
    }
    uses++;
  }

  /**
   * Gives up blocks {@code from} to {@code to - 1} of a request, the last first, as vLLM's
   * free_blocks. Those that nobody else uses become free: keyed ones at the end of the list;
   * unkeyed ones at its head, in the order of this walk.
   */
  void release(int[] blocks, int from, int to) {
    uses -= to - from;
    if (!caching && unkeyedFirst) {
      free.addFirst(blocks, from, to);
      return;
    }
    int place = FreeList.ENDS;
    for (int i = to - 1; i >= from; i--) {
      int block = blocks[i];
      if (caching && --users[block] > 0) {
        continue;
      }
      if (unkeyedFirst && !keys.isKeyed(block)) {
        free.addAfter(place, block);
        place = block;
      } else {
        free.addLast(block);
      }
    }
  }
}
