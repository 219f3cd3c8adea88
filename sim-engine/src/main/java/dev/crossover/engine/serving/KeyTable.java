package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * The cache keys of block contents, as small numbers. Equal contents get one number, by exact value
 * and not by a digest: a key is its parent's key and an interval of a token stream. Keys that
 * nobody refers to are forgotten, so that a long run does not grow the table.
 */
final class KeyTable {
  static final int NONE = -1;

  /** The parent of keys that no second content can equal; they need no entry to be found by. */
  private static final int PRIVATE = -2;

  private static final int FIRST_CAPACITY = 64;

  private int[] parent = new int[FIRST_CAPACITY];
  private long[] stream = new long[FIRST_CAPACITY];
  private int[] offset = new int[FIRST_CAPACITY];
  private int[] length = new int[FIRST_CAPACITY];
  private int[] references = new int[FIRST_CAPACITY];

  /** Links the keys of a bucket, and those that are free. */
  private int[] next = new int[FIRST_CAPACITY];

  private int[] buckets = new int[FIRST_CAPACITY];
  private int interned;
  private int made;
  private int firstFree = NONE;

  KeyTable() {
    Arrays.fill(buckets, NONE);
  }

  /** Keys not forgotten. */
  int live() {
    int free = 0;
    for (int key = firstFree; key != NONE; key = next[key]) {
      free++;
    }
    return made - free;
  }

  /**
   * The key of an interval that follows a parent's content, {@link #NONE} for none. A new one must
   * be held, or become a parent, before anything is released.
   */
  int intern(int parentKey, long ofStream, int from, int tokens) {
    int bucket = bucket(parentKey, ofStream, from, tokens);
    for (int key = buckets[bucket]; key != NONE; key = next[key]) {
      if (parent[key] == parentKey
          && stream[key] == ofStream
          && offset[key] == from
          && length[key] == tokens) {
        return key;
      }
    }
    return add(bucket, parentKey, ofStream, from, tokens);
  }

  /** A key like no other. */
  int fresh() {
    int key = unused();
    parent[key] = PRIVATE;
    references[key] = 0;
    return key;
  }

  void hold(int key) {
    references[key]++;
  }

  /** Lets go of a key; with its last reference it goes, and lets go of its parent. */
  void release(int key) {
    int released = key;
    while (released >= 0 && --references[released] == 0) {
      int above = parent[released];
      if (above != PRIVATE) {
        unlink(released);
      }
      next[released] = firstFree;
      firstFree = released;
      released = above;
    }
  }

  private int add(int bucket, int parentKey, long ofStream, int from, int tokens) {
    int key = unused();
    parent[key] = parentKey;
    stream[key] = ofStream;
    offset[key] = from;
    length[key] = tokens;
    references[key] = 0;
    next[key] = buckets[bucket];
    buckets[bucket] = key;
    if (parentKey != NONE) {
      references[parentKey]++;
    }
    interned++;
    if (interned > buckets.length) {
      rehash();
    }
    return key;
  }

  private int unused() {
    int key = firstFree;
    if (key != NONE) {
      firstFree = next[key];
      return key;
    }
    if (made == parent.length) {
      grow();
    }
    return made++;
  }

  private void unlink(int key) {
    int bucket = bucket(parent[key], stream[key], offset[key], length[key]);
    int at = buckets[bucket];
    if (at == key) {
      buckets[bucket] = next[key];
    } else {
      while (next[at] != key) {
        at = next[at];
      }
      next[at] = next[key];
    }
    interned--;
  }

  private int bucket(int parentKey, long ofStream, int from, int tokens) {
    long mixed = ofStream * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32) ^ parentKey) * 0xD6E8FEB86659FD93L;
    mixed = (mixed ^ (mixed >>> 32) ^ ((long) from << 20) ^ tokens) * 0xD6E8FEB86659FD93L;
    return (int) (mixed >>> 33) & (buckets.length - 1);
  }

  private void rehash() {
    int[] old = buckets;
    buckets = new int[Math.multiplyExact(old.length, 2)];
    Arrays.fill(buckets, NONE);
    for (int first : old) {
      int key = first;
      while (key != NONE) {
        int following = next[key];
        int bucket = bucket(parent[key], stream[key], offset[key], length[key]);
        next[key] = buckets[bucket];
        buckets[bucket] = key;
        key = following;
      }
    }
  }

  private void grow() {
    int size = Math.multiplyExact(made, 2);
    parent = Arrays.copyOf(parent, size);
    stream = Arrays.copyOf(stream, size);
    offset = Arrays.copyOf(offset, size);
    length = Arrays.copyOf(length, size);
    references = Arrays.copyOf(references, size);
    next = Arrays.copyOf(next, size);
  }
}
