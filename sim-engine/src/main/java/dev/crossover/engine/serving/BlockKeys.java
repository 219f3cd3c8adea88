package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * Which KV blocks carry which cache key. Several may carry one; a lookup finds the earliest
 * registered that survives, as vLLM's BlockHashToBlockMap does.
 */
final class BlockKeys {
  private static final int NO_BLOCK = 0;

  /** In place of a key that nobody can look up any more. */
  private static final int NAMELESS = -2;

  final KeyTable table = new KeyTable();
  private final int[] keyOf;

  /** Blocks of one key form a ring in the order of their registration. */
  private final int[] nextTwin;

  private final int[] previousTwin;
  private int[] firstBlock = new int[64];

  /** Blocks that are keyed. */
  private int size;

  BlockKeys(int numBlocks) {
    keyOf = new int[numBlocks];
    nextTwin = new int[numBlocks];
    previousTwin = new int[numBlocks];
    Arrays.fill(keyOf, KeyTable.NONE);
  }

  /** Whether no block carries a key. */
  boolean areNone() {
    return size == 0;
  }

  /** Whether a block carries a key, though perhaps one that nobody can look up any more. */
  boolean isKeyed(int block) {
    return keyOf[block] != KeyTable.NONE;
  }

  /** The earliest block with a key, or 0, the null block, where there is none. */
  int find(int key) {
    return key < firstBlock.length ? firstBlock[key] : NO_BLOCK;
  }

  /** Gives a block its key. */
  void register(int block, int key) {
    if (key >= firstBlock.length) {
      firstBlock = Arrays.copyOf(firstBlock, Math.max(key + 1, Math.multiplyExact(key, 2)));
    }
    keyOf[block] = key;
    size++;
    table.hold(key);
    int first = firstBlock[key];
    if (first == NO_BLOCK) {
      firstBlock[key] = block;
      nextTwin[block] = block;
      previousTwin[block] = block;
      return;
    }
    int last = previousTwin[first];
    nextTwin[last] = block;
    previousTwin[block] = last;
    nextTwin[block] = first;
    previousTwin[first] = block;
  }

  /** Makes the blocks of a key unfindable, now that whoever knew the key has gone. */
  void lose(int key) {
    int first = find(key);
    if (first == NO_BLOCK) {
      return;
    }
    int block = first;
    do {
      keyOf[block] = NAMELESS;
      table.release(key);
      block = nextTwin[block];
    } while (block != first);
    firstBlock[key] = NO_BLOCK;
  }

  /** Takes a block's key away: its content is about to be overwritten. */
  void evict(int block) {
    int key = keyOf[block];
    size--;
    if (key == NAMELESS) {
      keyOf[block] = KeyTable.NONE;
      return;
    }
    int following = nextTwin[block];
    if (following == block) {
      firstBlock[key] = NO_BLOCK;
    } else {
      int before = previousTwin[block];
      nextTwin[before] = following;
      previousTwin[following] = before;
      if (firstBlock[key] == block) {
        firstBlock[key] = following;
      }
    }
    keyOf[block] = KeyTable.NONE;
    table.release(key);
  }
}
