package dev.crossover.engine.batching;

import dev.crossover.engine.serving.EngineRequest;
import dev.crossover.engine.serving.FinishReason;
import org.jspecify.annotations.Nullable;

/** A request inside a static engine and what has become of it so far. */
final class BatchedRequest {
  final int tag;
  final boolean measured;
  final long enqueuedNanos;
  final FinishReason reason;

  private final int promptTokens;
  private final int targetTokens;

  /** Tokens sampled, as of the last time its batch was settled. */
  int outputs;

  boolean admittedBefore;
  boolean ended;

  /** When its last token came, as of the same time. */
  @Nullable PicoInstant lastToken;

  BatchedRequest(EngineRequest request, int maxModelLen, long enqueuedNanos) {
    this.tag = request.tag;
    this.measured = request.measured;
    this.enqueuedNanos = enqueuedNanos;
    this.promptTokens = request.promptTokens;
    long most = Math.min((long) promptTokens + request.maxTokens, maxModelLen);
    long stop = (long) promptTokens + request.outputTokens;
    this.targetTokens = (int) Math.min(most, stop);
    this.reason = stop <= most ? FinishReason.STOP : FinishReason.LENGTH;
  }

  /** Tokens known: the prompt and what was sampled; all are computed again after a preemption. */
  int tokens() {
    return promptTokens + outputs;
  }

  /** Tokens yet to be sampled. */
  int missing() {
    return targetTokens - tokens();
  }
}
