package dev.crossover.engine.reference;

import org.jspecify.annotations.Nullable;

/** A request inside the engine and what has become of it so far. */
final class LiveRequest {
  final int tag;
  final int promptTokens;
  final int maxTokens;
  final boolean measured;

  /** Tokens sampled. */
  int outputs;

  /** Positions whose KV exists or is being computed by the step under way. */
  int computed;

  boolean admittedBefore;
  @Nullable Instant lastToken;

  LiveRequest(int tag, int promptTokens, int maxTokens, boolean measured) {
    this.tag = tag;
    this.promptTokens = promptTokens;
    this.maxTokens = maxTokens;
    this.measured = measured;
  }

  /** Tokens known: the prompt and what was sampled. */
  int tokens() {
    return promptTokens + outputs;
  }

  /** Tokens known but not computed. */
  int missing() {
    return tokens() - computed;
  }
}
