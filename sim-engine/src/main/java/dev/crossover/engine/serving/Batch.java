package dev.crossover.engine.serving;

import java.util.Arrays;

/** One scheduled step: who computes how many tokens, in scheduling order. Overwritten in place. */
final class Batch {
  /** Stands for a request that ended after it was scheduled: its place in the step is wasted. */
  static final int ENDED = -1;

  private static final int FIRST_CAPACITY = 16;

  int[] rows = new int[FIRST_CAPACITY];
  int[] tokens = new int[FIRST_CAPACITY];

  /** Of the tokens, drafts to be verified. */
  int[] drafts = new int[FIRST_CAPACITY];

  boolean[] samples = new boolean[FIRST_CAPACITY];
  int size;

  /** Leading entries whose tokens the requests already count as computed. */
  int advanced;

  final BatchShape shape = new BatchShape();

  /** The schedule call that made it. */
  long call;

  /** Tokens that the schedule call may still give. */
  int budgetTokens;

  /** Whether a running request that was in the middle of its prefill has been scheduled. */
  boolean hasPrefillChunk;

  /** Tokens of requests that were admitted for the first time; of these, tokens found cached. */
  long prefixQueriedTokens;

  long prefixHitTokens;
  private int ended;

  void clear(int newBudgetTokens) {
    size = 0;
    advanced = 0;
    shape.clear();
    budgetTokens = newBudgetTokens;
    hasPrefillChunk = false;
    prefixQueriedTokens = 0;
    prefixHitTokens = 0;
    ended = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(int row, int newTokens, int newDrafts) {
    if (size == rows.length) {
      grow();
    }
    rows[size] = row;
    tokens[size] = newTokens;
    drafts[size] = newDrafts;
    size++;
    budgetTokens -= newTokens;
  }

  /**
   * Adds one decode each of so many requests, from place {@code from} of {@code order}; they count
   * it as computed already.
   *
   * @param contexts positions that they attend in all
   */
  void addAdvanced(int[] order, int from, int count, long contexts) {
    int end = size + count;
    while (end > rows.length) {
      grow();
    }
    System.arraycopy(order, from, rows, size, count);
    Arrays.fill(tokens, size, end, 1);
    Arrays.fill(drafts, size, end, 0);
    Arrays.fill(samples, size, end, true);
    size = end;
    advanced = end;
    budgetTokens -= count;
    shape.addDecodes(count, contexts);
  }

  /** Takes a request out while the schedule call still runs; false where it is not in. */
  boolean takeBack(int row) {
    int place = placeOf(row);
    if (place == size) {
      return false;
    }
    budgetTokens += tokens[place];
    size--;
    System.arraycopy(rows, place + 1, rows, place, size - place);
    System.arraycopy(tokens, place + 1, tokens, place, size - place);
    System.arraycopy(drafts, place + 1, drafts, place, size - place);
    return true;
  }

  /**
   * Leaves out requests that have all tokens by length: one decode of each other is what is left.
   */
  void keepDecodes(RequestRows requests) {
    int kept = 0;
    long contextTokens = 0;
    for (int i = 0; i < size; i++) {
      int row = rows[i];
      if (requests.tokens[row] < requests.lengthTokens[row]) {
        rows[kept++] = row;
        contextTokens += requests.computed[row];
      }
    }
    size = kept;
    shape.clear();
    shape.decodes = kept;
    shape.decodeTokens = kept;
    shape.sampled = kept;
    shape.decodeContextTokens = contextTokens;
  }

  /** Wastes the place of a request that has ended, where it has one. */
  void waste(int row) {
    int place = placeOf(row);
    if (place < size) {
      rows[place] = ENDED;
      ended++;
    }
  }

  /** Whether it is one decode, without drafts, of each of so many live requests. */
  boolean isDecodeOf(int requests) {
    return size == requests
        && ended == 0
        && shape.decodes == size
        && shape.decodeTokens == size
        && shape.sampled == size;
  }

  private int placeOf(int row) {
    int place = 0;
    while (place < size && rows[place] != row) {
      place++;
    }
    return place;
  }

  private void grow() {
    int larger = Math.multiplyExact(rows.length, 2);
    rows = Arrays.copyOf(rows, larger);
    tokens = Arrays.copyOf(tokens, larger);
    drafts = Arrays.copyOf(drafts, larger);
    samples = Arrays.copyOf(samples, larger);
  }
}
