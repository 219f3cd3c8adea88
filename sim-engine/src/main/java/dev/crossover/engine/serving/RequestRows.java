package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * What the scheduler knows of the live requests of one engine, a row each in primitive arrays; rows
 * of requests that have ended are used again. Names follow vLLM's Request.
 */
final class RequestRows {
  private static final int FIRST_CAPACITY = 16;

  int[] tag = new int[FIRST_CAPACITY];
  int[] promptTokens = new int[FIRST_CAPACITY];

  /** Known tokens: the prompt and the outputs that have landed. */
  int[] tokens = new int[FIRST_CAPACITY];

  /** Positions whose KV exists or is being computed by a scheduled step. */
  int[] computed = new int[FIRST_CAPACITY];

  /** Tokens that scheduled steps will sample, as far as an asynchronous scheduler counts them. */
  int[] placeholders = new int[FIRST_CAPACITY];

  /** Draft tokens to verify in the next step. */
  int[] drafts = new int[FIRST_CAPACITY];

  /** Tokens of steps whose output has not been processed; counted for sliding windows only. */
  int[] inFlight = new int[FIRST_CAPACITY];

  /** Steps with drafts whose output has been processed. */
  int[] verifications = new int[FIRST_CAPACITY];

  /** Total tokens, prompt and output, with which the request ends. */
  int[] endTokens = new int[FIRST_CAPACITY];

  /** Total tokens with which it ends by length, max_model_len included. */
  int[] lengthTokens = new int[FIRST_CAPACITY];

  /** Total tokens with which it ends by length, as far as max_tokens goes. */
  int[] maxTotalTokens = new int[FIRST_CAPACITY];

  /** The model ends it; an end of sequence at the last token by length counts as that, too. */
  boolean[] endsByItself = new boolean[FIRST_CAPACITY];

  int[] priority = new int[FIRST_CAPACITY];
  long[] arrivalNanos = new long[FIRST_CAPACITY];
  long[] sequence = new long[FIRST_CAPACITY];
  int[] lora = new int[FIRST_CAPACITY];
  DraftAcceptance[] acceptance = new DraftAcceptance[FIRST_CAPACITY];

  boolean[] measured = new boolean[FIRST_CAPACITY];
  boolean[] admittedBefore = new boolean[FIRST_CAPACITY];
  boolean[] isLive = new boolean[FIRST_CAPACITY];
  boolean[] isRunning = new boolean[FIRST_CAPACITY];
  boolean[] isAborted = new boolean[FIRST_CAPACITY];

  /**
   * vLLM's is_prefill_chunk: the last scheduled step does not reach the last known token; kept
   * where there are drafts only.
   */
  boolean[] isPrefillChunk = new boolean[FIRST_CAPACITY];

  /** The processed batch that brought the last output; if not the latest, the time is kept. */
  long[] lastOutput = new long[FIRST_CAPACITY];

  long[] lastOutputNanos = new long[FIRST_CAPACITY];
  int[] lastOutputRemainderPicos = new int[FIRST_CAPACITY];

  private int[] freeRows = new int[FIRST_CAPACITY];
  private int freeCount;

  RequestRows() {
    Arrays.fill(acceptance, DraftAcceptance.NONE);
    addFree(0, FIRST_CAPACITY);
  }

  /** A row for a new request, which has no output yet. */
  int open(EngineRequest request, int maxModelLen) {
    if (freeCount == 0) {
      grow();
    }
    int row = freeRows[--freeCount];
    openIdentity(row, request);
    long prompt = request.promptTokens;
    maxTotalTokens[row] = (int) Math.min(prompt + request.maxTokens, Integer.MAX_VALUE);
    lengthTokens[row] = Math.min(maxTotalTokens[row], maxModelLen);
    long stopTokens = prompt + request.outputTokens;
    endTokens[row] = (int) Math.min(stopTokens, lengthTokens[row]);
    endsByItself[row] = stopTokens <= lengthTokens[row];
    tokens[row] = request.promptTokens;
    computed[row] = 0;
    placeholders[row] = 0;
    drafts[row] = 0;
    inFlight[row] = 0;
    verifications[row] = 0;
    admittedBefore[row] = false;
    isLive[row] = true;
    isRunning[row] = false;
    isAborted[row] = false;
    isPrefillChunk[row] = false;
    lastOutput[row] = -1;
    return row;
  }

  private void openIdentity(int row, EngineRequest request) {
    tag[row] = request.tag;
    promptTokens[row] = request.promptTokens;
    priority[row] = request.priority;
    arrivalNanos[row] = request.arrivalNanos;
    sequence[row] = request.sequence;
    lora[row] = request.lora;
    acceptance[row] = request.acceptance;
    measured[row] = request.measured;
  }

  void close(int row) {
    acceptance[row] = DraftAcceptance.NONE;
    isLive[row] = false;
    isRunning[row] = false;
    freeRows[freeCount++] = row;
  }

  boolean hasOutputs(int row) {
    return tokens[row] > promptTokens[row];
  }

  boolean isFinished(int row) {
    return tokens[row] >= endTokens[row];
  }

  FinishReason finishReason(int row) {
    return endsByItself[row] ? FinishReason.STOP : FinishReason.LENGTH;
  }

  /** Whether the next token is the last that the length allows: the scheduler foresees it. */
  boolean isLastByLength(int row) {
    return lengthTokens[row] - tokens[row] == 1;
  }

  /** Whether the first is to be scheduled before the second: vLLM's order of priorities. */
  boolean precedes(int first, int second) {
    if (priority[first] != priority[second]) {
      return priority[first] < priority[second];
    }
    if (arrivalNanos[first] != arrivalNanos[second]) {
      return arrivalNanos[first] < arrivalNanos[second];
    }
    return sequence[first] < sequence[second];
  }

  /** Whether the first yields rather than the second: the higher value, then the later arrival. */
  boolean yieldsBefore(int first, int second) {
    return priority[first] != priority[second]
        ? priority[first] > priority[second]
        : arrivalNanos[first] > arrivalNanos[second];
  }

  private void addFree(int from, int to) {
    for (int row = to - 1; row >= from; row--) {
      freeRows[freeCount++] = row;
    }
  }

  private void grow() {
    int old = tag.length;
    int size = Math.multiplyExact(old, 2);
    growCounts(size);
    priority = Arrays.copyOf(priority, size);
    arrivalNanos = Arrays.copyOf(arrivalNanos, size);
    sequence = Arrays.copyOf(sequence, size);
    lora = Arrays.copyOf(lora, size);
    acceptance = Arrays.copyOf(acceptance, size);
    Arrays.fill(acceptance, old, size, DraftAcceptance.NONE);
    endsByItself = Arrays.copyOf(endsByItself, size);
    measured = Arrays.copyOf(measured, size);
    admittedBefore = Arrays.copyOf(admittedBefore, size);
    isLive = Arrays.copyOf(isLive, size);
    isRunning = Arrays.copyOf(isRunning, size);
    isAborted = Arrays.copyOf(isAborted, size);
    isPrefillChunk = Arrays.copyOf(isPrefillChunk, size);
    lastOutput = Arrays.copyOf(lastOutput, size);
    lastOutputNanos = Arrays.copyOf(lastOutputNanos, size);
    lastOutputRemainderPicos = Arrays.copyOf(lastOutputRemainderPicos, size);
    freeRows = Arrays.copyOf(freeRows, size);
    addFree(old, size);
  }

  private void growCounts(int size) {
    tag = Arrays.copyOf(tag, size);
    promptTokens = Arrays.copyOf(promptTokens, size);
    tokens = Arrays.copyOf(tokens, size);
    computed = Arrays.copyOf(computed, size);
    placeholders = Arrays.copyOf(placeholders, size);
    drafts = Arrays.copyOf(drafts, size);
    inFlight = Arrays.copyOf(inFlight, size);
    verifications = Arrays.copyOf(verifications, size);
    endTokens = Arrays.copyOf(endTokens, size);
    lengthTokens = Arrays.copyOf(lengthTokens, size);
    maxTotalTokens = Arrays.copyOf(maxTotalTokens, size);
  }
}
