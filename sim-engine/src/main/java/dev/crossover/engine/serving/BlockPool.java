package dev.crossover.engine.serving;

/**
 * The KV blocks of one engine: the free ones in order, how many requests use each of the others,
 * and the cache keys of full ones. The null block, id 0, is never among them.
 */
final class BlockPool {
  static final int NULL_BLOCK = 0;

  private static final int NOT_A_POWER = -1;
  private static final int IDLE = -1;

  final BlockKeys keys;
  private final int blockSize;
  private final int shift;
  private final int usable;
  private final boolean unkeyedFirst;
  private final FreeList free;

  /**
   * Of each block with a name, the requests that use it beside one; {@link #IDLE} where nobody
   * does. Blocks without a name are found by nobody: they are free or one request's alone.
   */
  private final int[] others;

  private long uses;

  BlockPool(int numBlocks, int blockSize, boolean unkeyedFirst) {
    this.blockSize = blockSize;
    this.shift =
        Integer.bitCount(blockSize) == 1 ? Integer.numberOfTrailingZeros(blockSize) : NOT_A_POWER;
    this.usable = numBlocks - 1;
    this.unkeyedFirst = unkeyedFirst;
    this.keys = new BlockKeys(numBlocks);
    this.free = new FreeList(numBlocks);
    this.others = new int[numBlocks];
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

  /** Whether a position count ends neither at a block's first position nor at its last. */
  boolean isInside(int positions) {
    int inLast = shift == NOT_A_POWER ? positions % blockSize : positions & (blockSize - 1);
    return inLast > 1;
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
    if (keys.areNone()) {
      return;
    }
    for (int i = from; i < to; i++) {
      int block = into[i];
      if (keys.isKeyed(block)) {
        keys.evict(block);
        others[block] = 0;
      }
    }
  }

  boolean isIdle(int block) {
    return others[block] == IDLE;
  }

  /** Uses a block that was found by its key. */
  void adopt(int block) {
    if (++others[block] == 0) {
      free.remove(block);
    }
    uses++;
  }

  /**
   * Gives up blocks {@code from} to {@code to - 1} of a request, all full and keyed, the last
   * first, as vLLM's free_blocks. Those that nobody else uses go to the end of the free list.
   */
  void release(int[] blocks, int from, int to) {
    uses -= to - from;
    if (keys.areNone()) {
      free.addLast(blocks, from, to);
      return;
    }
    for (int i = to - 1; i >= from; i--) {
      int block = blocks[i];
      if (!keys.isKeyed(block) || --others[block] == IDLE) {
        free.addLast(block);
      }
    }
  }

  /** Gives up blocks that carry no key: to the head of the free list, where that is the rule. */
  void releaseUnkeyed(int[] blocks, int from, int to) {
    uses -= to - from;
    if (unkeyedFirst) {
      free.addFirst(blocks, from, to);
    } else {
      free.addLast(blocks, from, to);
    }
  }
}
