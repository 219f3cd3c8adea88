package dev.crossover.engine.serving;

/**
 * The KV blocks of one engine, by count: without prefix caching no block's content matters, so
 * which block is taken cannot be observed. A request holds ceil(computed / block_size) blocks; the
 * null block is never among them.
 */
final class BlockPool {
  private static final int NOT_A_POWER = -1;

  private final int blockSize;
  private final int shift;
  private final int usable;
  private int free;

  BlockPool(int numBlocks, int blockSize) {
    this.blockSize = blockSize;
    this.shift =
        Integer.bitCount(blockSize) == 1 ? Integer.numberOfTrailingZeros(blockSize) : NOT_A_POWER;
    this.usable = numBlocks - 1;
    this.free = usable;
  }

  int usable() {
    return usable;
  }

  int free() {
    return free;
  }

  int used() {
    return usable - free;
  }

  int blockSize() {
    return blockSize;
  }

  /** Blocks that hold this many positions. */
  int blocksFor(int positions) {
    long padded = (long) positions + blockSize - 1;
    return (int) (shift == NOT_A_POWER ? padded / blockSize : padded >>> shift);
  }

  /** Positions still free in the last block of a request with this many computed. */
  int slack(int computed) {
    return shift == NOT_A_POWER
        ? (int) ((long) blocksFor(computed) * blockSize - computed)
        : -computed & (blockSize - 1);
  }

  /** Blocks to take so that {@code tokens} more positions fit. */
  int demand(int computed, int tokens) {
    return blocksFor(computed + tokens) - blocksFor(computed);
  }

  void take(int blocks) {
    free -= blocks;
  }

  void release(int blocks) {
    free += blocks;
  }
}
