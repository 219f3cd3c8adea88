package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * The live requests of one engine, a row each in primitive arrays; rows of finished requests are
 * used again. Known tokens are {@code computed + pending}: a decode has one pending token, a
 * request under prefill more.
 */
final class RequestRows {
  private static final int FIRST_CAPACITY = 16;

  int[] tag = new int[FIRST_CAPACITY];
  int[] promptTokens = new int[FIRST_CAPACITY];

  /** Total tokens, prompt and output, at which the request finishes. */
  int[] targetTokens = new int[FIRST_CAPACITY];

  /** Positions whose KV exists or is being computed by the step under way. */
  int[] computed = new int[FIRST_CAPACITY];

  /** Known tokens not yet computed; 0 while the step under way computes the last of them. */
  int[] pending = new int[FIRST_CAPACITY];

  boolean[] measured = new boolean[FIRST_CAPACITY];
  boolean[] admittedBefore = new boolean[FIRST_CAPACITY];

  /** Whether the last token came at the start of the step under way: no need to look it up. */
  boolean[] fresh = new boolean[FIRST_CAPACITY];

  /** When the last token came, where not fresh; meaningless before the first token. */
  long[] lastTokenNanos = new long[FIRST_CAPACITY];

  int[] lastTokenRemainderPicos = new int[FIRST_CAPACITY];

  private int[] freeRows = new int[FIRST_CAPACITY];
  private int freeCount;

  RequestRows() {
    addFree(0, FIRST_CAPACITY);
  }

  /** A row for a new request. */
  int open(int newTag, int newPromptTokens, int newTargetTokens, boolean isMeasured) {
    if (freeCount == 0) {
      grow();
    }
    int row = freeRows[--freeCount];
    tag[row] = newTag;
    promptTokens[row] = newPromptTokens;
    targetTokens[row] = newTargetTokens;
    computed[row] = 0;
    pending[row] = newPromptTokens;
    measured[row] = isMeasured;
    admittedBefore[row] = false;
    fresh[row] = false;
    return row;
  }

  void close(int row) {
    freeRows[freeCount++] = row;
  }

  /** Recomputation: everything known becomes pending again. */
  void forgetComputed(int row) {
    pending[row] += computed[row];
    computed[row] = 0;
  }

  /** Notes when the last token came, for a request that the next step gives none. */
  void turnStale(int row, PicoClock lastToken) {
    if (fresh[row]) {
      fresh[row] = false;
      lastTokenNanos[row] = lastToken.nanos();
      lastTokenRemainderPicos[row] = lastToken.remainderPicos();
    }
  }

  private void addFree(int from, int to) {
    for (int row = to - 1; row >= from; row--) {
      freeRows[freeCount++] = row;
    }
  }

  private void grow() {
    int old = tag.length;
    int size = Math.multiplyExact(old, 2);
    tag = Arrays.copyOf(tag, size);
    promptTokens = Arrays.copyOf(promptTokens, size);
    targetTokens = Arrays.copyOf(targetTokens, size);
    computed = Arrays.copyOf(computed, size);
    pending = Arrays.copyOf(pending, size);
    measured = Arrays.copyOf(measured, size);
    admittedBefore = Arrays.copyOf(admittedBefore, size);
    fresh = Arrays.copyOf(fresh, size);
    lastTokenNanos = Arrays.copyOf(lastTokenNanos, size);
    lastTokenRemainderPicos = Arrays.copyOf(lastTokenRemainderPicos, size);
    freeRows = Arrays.copyOf(freeRows, size);
    addFree(old, size);
  }
}
