package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * The KV blocks that each request holds, in the order of its positions; where a sliding window has
 * passed, the null block. What vLLM's single-type KV cache managers keep.
 */
final class RowBlocks {
  private static final int FIRST_BLOCKS = 16;

  final KeyChains chains;
  private final BlockPool pool;
  private final boolean caching;
  private final int window;

  private int[][] ids = new int[0][];
  private int[] count = new int[0];

  /** Leading blocks that are the null block. */
  private int[] passed = new int[0];

  /** Leading blocks that have been given a key, or found by it. */
  private int[] keyed = new int[0];

  RowBlocks(EngineArgs args, BlockPool pool) {
    this.pool = pool;
    this.caching = args.enablePrefixCaching();
    this.window = args.slidingWindow();
    this.chains = new KeyChains(pool.keys, args.blockSize());
  }

  void open(int row, EngineRequest request) {
    if (row >= count.length) {
      grow(row);
    }
    if (caching) {
      chains.open(row, request);
    }
  }

  /** Forgets all about a request that has ended. */
  void close(int row) {
    releaseAll(row);
    if (caching) {
      chains.close(row);
    }
  }

  /** Blocks of a request, the null block of a window counted each time. */
  int count(int row) {
    return count[row];
  }

  /** Blocks that a request really holds. */
  int held(int row) {
    return count[row] - passed[row];
  }

  /** Notes each block that a request holds. */
  void mark(int row, boolean[] isHeld) {
    for (int i = passed[row]; i < count[row]; i++) {
      isHeld[ids[row][i]] = true;
    }
  }

  void take(int row, int blocks) {
    int end = count[row] + blocks;
    reserve(row, end);
    pool.take(ids[row], count[row], end);
    count[row] = end;
  }

  /** Takes one block, at the point of a leap where its predecessor is full. */
  void takeNext(int row) {
    if (caching) {
      key(row, count[row] * pool.blockSize());
    }
    take(row, 1);
  }

  /** Starts a request, which holds nothing, on the blocks that its prefix was found in. */
  void adopt(int row, int[] found, int blocks) {
    reserve(row, blocks);
    int nulls = 0;
    for (int i = 0; i < blocks; i++) {
      ids[row][i] = found[i];
      if (found[i] == BlockPool.NULL_BLOCK) {
        nulls++;
      } else {
        pool.adopt(found[i]);
      }
    }
    count[row] = blocks;
    passed[row] = nulls;
    keyed[row] = blocks;
  }

  /**
   * Gives every block that so many positions fill its key. Private ones get no name yet: nobody
   * looks for them while they are used.
   */
  void key(int row, int positions) {
    if (!caching) {
      return;
    }
    int full = pool.fullBlocks(positions);
    int before = keyed[row];
    if (full <= before) {
      return;
    }
    int shared = Math.min(full, chains.sharedBlocks(row));
    for (int i = Math.max(before, passed[row]); i < shared; i++) {
      pool.keys.register(ids[row][i], chains.keyOf(row, i));
    }
    keyed[row] = full;
  }

  /**
   * Gives the private ones among a request's blocks, up to {@code end}, the keys by which it alone
   * will find them again; only then do they need to be told apart.
   */
  private void name(int row, int end) {
    if (!caching) {
      return;
    }
    int keyedEnd = Math.min(end, keyed[row]);
    for (int i = Math.max(passed[row], chains.sharedBlocks(row)); i < keyedEnd; i++) {
      if (!pool.keys.isKeyed(ids[row][i])) {
        pool.keys.register(ids[row][i], chains.keyOf(row, i));
      }
    }
  }

  /** Returns the blocks that lie left of a sliding window before the next token is computed. */
  void slide(int row, int processedTokens) {
    if (window == 0) {
      return;
    }
    int left = pool.fullBlocks(Math.max(0, processedTokens - window + 1));
    int end = Math.min(left, count[row]);
    if (end > passed[row]) {
      name(row, end);
      release(row, end);
      Arrays.fill(ids[row], passed[row], end, BlockPool.NULL_BLOCK);
      passed[row] = end;
    }
  }

  /** Gives back everything for now; the request goes on and knows its keys. */
  void giveUp(int row) {
    name(row, count[row]);
    releaseAll(row);
  }

  /** Gives back the blocks up to {@code end}, of which those without a key are the last. */
  private void release(int row, int end) {
    int keyedEnd = Math.max(passed[row], Math.min(keyed[row], end));
    if (keyedEnd < end) {
      pool.releaseUnkeyed(ids[row], keyedEnd, end);
    }
    if (passed[row] < keyedEnd) {
      pool.release(ids[row], passed[row], keyedEnd);
    }
  }

  private void releaseAll(int row) {
    release(row, count[row]);
    count[row] = 0;
    passed[row] = 0;
    keyed[row] = 0;
  }

  private void reserve(int row, int blocks) {
    if (blocks > ids[row].length) {
      ids[row] = Arrays.copyOf(ids[row], Math.max(blocks, ids[row].length * 2));
    }
  }

  private void grow(int row) {
    int old = count.length;
    int size = Math.max(16, Math.multiplyExact(row, 2));
    ids = Arrays.copyOf(ids, size);
    for (int i = old; i < size; i++) {
      ids[i] = new int[FIRST_BLOCKS];
    }
    count = Arrays.copyOf(count, size);
    passed = Arrays.copyOf(passed, size);
    keyed = Arrays.copyOf(keyed, size);
  }
}
