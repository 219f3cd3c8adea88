package dev.crossover.traffic.analysis;

import dev.crossover.engine.serving.TokenContent;

/**
 * Numbers the blocks of prompts from 0 in the order of their first appearance. Two blocks have the
 * same number where their tokens and all tokens before them are equal, as a prefix cache sees it.
 * Keys are 64-bit hashes of the chain: among a hundred million blocks, the chance that any two are
 * confused is 3 in 10,000.
 */
final class BlockNumbers {
  /** In place of a number: the block is new. */
  static final int NEW = -1;

  private static final long SEED = 0x9E3779B97F4A7C15L;

  private final int blockTokens;
  private long[] keys = new long[1 << 12];
  private int[] numbers = new int[1 << 12];
  private int size;
  private int[] blocks = new int[64];
  private int known;

  /**
   * @param blockTokens tokens of a block, at least 1
   */
  BlockNumbers(int blockTokens) {
    if (blockTokens < 1) {
      throw new IllegalArgumentException("blocks of " + blockTokens + " tokens. Maybe 16");
    }
    this.blockTokens = blockTokens;
  }

  /**
   * Numbers the whole blocks of a prompt that others can share.
   *
   * @return how many there are; read them with {@link #block}
   */
  int number(TokenContent content) {
    known = 0;
    int count = content.tokens() / blockTokens;
    if (blocks.length < count) {
      blocks = new int[count * 2];
    }
    Walk walk = new Walk(content);
    long key = SEED;
    boolean before = true;
    for (int i = 0; i < count; i++) {
      key = walk.block(key);
      int sizeBefore = size;
      blocks[i] = numberOf(key);
      before &= size == sizeBefore;
      known += before ? 1 : 0;
    }
    return count;
  }

  /** The number of a block of the last prompt. */
  int block(int index) {
    return blocks[index];
  }

  /** Leading blocks of the last prompt that an earlier prompt had too. */
  int known() {
    return known;
  }

  /** Different blocks so far. */
  int size() {
    return size;
  }

  private int numberOf(long key) {
    int mask = keys.length - 1;
    int slot = (int) (key >>> 20) & mask;
    while (numbers[slot] != 0) {
      if (keys[slot] == key) {
        return numbers[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    numbers[slot] = ++size;
    if (size > keys.length / 2) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNumbers = numbers;
    int capacity = Math.multiplyExact(keys.length, 2);
    keys = new long[capacity];
    numbers = new int[capacity];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldNumbers[i] != 0) {
        int slot = (int) (oldKeys[i] >>> 20) & (capacity - 1);
        while (numbers[slot] != 0) {
          slot = (slot + 1) & (capacity - 1);
        }
        keys[slot] = oldKeys[i];
        numbers[slot] = oldNumbers[i];
      }
    }
  }

  /** Cuts a prompt's intervals into blocks; intervals that continue one another are one. */
  private final class Walk {
    private final TokenContent content;
    private int interval;
    private int used;

    Walk(TokenContent content) {
      this.content = content;
    }

    long block(long parent) {
      long key = parent;
      int left = blockTokens;
      while (left > 0) {
        long stream = content.stream(interval);
        int offset = content.offset(interval) + used;
        int length = run(stream, offset, left);
        key = mix(mix(mix(key ^ stream) + offset) + length);
        left -= length;
      }
      return key;
    }

    /** Moves over up to {@code most} tokens of one stream. */
    private int run(long stream, int offset, int most) {
      int length = 0;
      while (length < most
          && interval < content.size()
          && content.stream(interval) == stream
          && content.offset(interval) + used == offset + length) {
        int step = Math.min(content.length(interval) - used, most - length);
        length += step;
        used += step;
        if (used == content.length(interval)) {
          interval++;
          used = 0;
        }
      }
      return length;
    }
  }

  /** SplitMix64's finalizer. */
  private static long mix(long value) {
    long z = value + SEED;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
