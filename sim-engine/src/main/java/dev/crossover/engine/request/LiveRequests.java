package dev.crossover.engine.request;

import dev.crossover.engine.serving.TokenContent;
import java.util.Arrays;

/**
 * The requests that have arrived and not yet ended: one row each, in primitive columns, recycled. A
 * row number is the request's tag everywhere in the engine while it lives.
 */
public final class LiveRequests {
  /** Marks an instant that has not come, or never will. */
  public static final long NEVER = -1;

  public long[] id = new long[64];

  /** How many requests arrived before it. */
  public long[] ordinal = new long[64];

  public long[] arrivalNanos = new long[64];

  /** When an engine got it; {@link #NEVER} where no engine serves it. */
  public long[] enqueuedNanos = new long[64];

  /** When it was first scheduled. */
  public long[] scheduledNanos = new long[64];

  public long[] firstTokenNanos = new long[64];
  public int[] promptTokens = new int[64];
  public int[] outputTokens = new int[64];

  /** The client's limit on output tokens, 0 for none. */
  public int[] maxTokens = new int[64];

  /** What the prompt shares with other requests. */
  public TokenContent[] content = new TokenContent[64];

  /** The stream of the answer's tokens, or {@link TokenContent#PRIVATE_STREAM}. */
  public long[] outputStream = new long[64];

  public int[] priority = new int[64];
  public long[] cacheSalt = new long[64];
  public int[] lora = new int[64];

  /** Prompt tokens whose KV the engine found in its prefix cache. */
  public int[] cachedTokens = new int[64];

  public int[] classIndex = new int[64];

  /** Attempts already made at a hosted API. */
  public int[] attempts = new int[64];

  /** When the client gives up, or {@link Arrival#NEVER}. */
  public long[] giveUpNanos = new long[64];

  /** What giving up is called. */
  public Reason[] giveUpReason = new Reason[64];

  /** Whether a cache answers it, so that no model is asked. */
  public boolean[] cacheAnswers = new boolean[64];

  /** The replica that has it, or -1. */
  public int[] replica = new int[64];

  /** Ordinal of the {@link Backend} that has it, or -1 where none does. */
  public byte[] backend = new byte[64];

  /** Ordinal of the measurement window of its arrival, or -1 where it is not measured. */
  public int[] window = new int[64];

  /** Whether its end is booked while whoever serves it has yet to let it go. */
  public boolean[] leaving = new boolean[64];

  private boolean[] live = new boolean[64];
  private int[] free = new int[64];
  private int freeCount;
  private int rows;
  private long taken;

  /** Takes a row and fills it from an arrival. */
  public int take(Arrival arrival, int windowOrdinal) {
    int row = freeCount > 0 ? free[--freeCount] : append();
    live[row] = true;
    id[row] = arrival.id;
    ordinal[row] = taken++;
    arrivalNanos[row] = arrival.nanos;
    enqueuedNanos[row] = NEVER;
    scheduledNanos[row] = NEVER;
    firstTokenNanos[row] = NEVER;
    promptTokens[row] = arrival.promptTokens;
    outputTokens[row] = arrival.outputTokens;
    maxTokens[row] = arrival.maxTokens;
    content[row] = arrival.content;
    outputStream[row] = arrival.outputStream;
    priority[row] = arrival.priority;
    cacheSalt[row] = arrival.cacheSalt;
    lora[row] = arrival.lora;
    cachedTokens[row] = 0;
    classIndex[row] = arrival.classIndex;
    attempts[row] = 0;
    giveUpNanos[row] = arrival.giveUpNanos;
    giveUpReason[row] = arrival.giveUpReason;
    cacheAnswers[row] = arrival.answeredByCache;
    replica[row] = -1;
    backend[row] = -1;
    window[row] = windowOrdinal;
    leaving[row] = false;
    return row;
  }

  /** Gives a row back; its number will be used again. */
  public void release(int row) {
    live[row] = false;
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = row;
  }

  public boolean isLive(int row) {
    return live[row];
  }

  public boolean isMeasured(int row) {
    return window[row] >= 0;
  }

  /** One more than the largest row number ever used. */
  public int rows() {
    return rows;
  }

  private int append() {
    if (rows == id.length) {
      grow(2 * rows);
    }
    return rows++;
  }

  private void grow(int capacity) {
    id = Arrays.copyOf(id, capacity);
    ordinal = Arrays.copyOf(ordinal, capacity);
    arrivalNanos = Arrays.copyOf(arrivalNanos, capacity);
    enqueuedNanos = Arrays.copyOf(enqueuedNanos, capacity);
    scheduledNanos = Arrays.copyOf(scheduledNanos, capacity);
    firstTokenNanos = Arrays.copyOf(firstTokenNanos, capacity);
    promptTokens = Arrays.copyOf(promptTokens, capacity);
    outputTokens = Arrays.copyOf(outputTokens, capacity);
    maxTokens = Arrays.copyOf(maxTokens, capacity);
    content = Arrays.copyOf(content, capacity);
    outputStream = Arrays.copyOf(outputStream, capacity);
    priority = Arrays.copyOf(priority, capacity);
    cacheSalt = Arrays.copyOf(cacheSalt, capacity);
    lora = Arrays.copyOf(lora, capacity);
    cachedTokens = Arrays.copyOf(cachedTokens, capacity);
    classIndex = Arrays.copyOf(classIndex, capacity);
    attempts = Arrays.copyOf(attempts, capacity);
    giveUpNanos = Arrays.copyOf(giveUpNanos, capacity);
    cacheAnswers = Arrays.copyOf(cacheAnswers, capacity);
    replica = Arrays.copyOf(replica, capacity);
    giveUpReason = Arrays.copyOf(giveUpReason, capacity);
    backend = Arrays.copyOf(backend, capacity);
    window = Arrays.copyOf(window, capacity);
    leaving = Arrays.copyOf(leaving, capacity);
    live = Arrays.copyOf(live, capacity);
  }
}
