package dev.crossover.engine.request;

import dev.crossover.engine.serving.TokenContent;

/**
 * One request as it reaches the gateway, together with the output length that only the model will
 * find out. A reused holder: an {@link ArrivalStream} fills it, the reader copies what it keeps.
 */
public final class Arrival {
  /** Ordinal in the stream, from 0; the same request has the same id under every strategy. */
  public long id;

  /** Simulated time, nanoseconds. */
  public long nanos;

  /** Index into {@link ArrivalStream#classNames}. */
  public int classIndex;

  /** Prompt tokens, at least 1. */
  public int promptTokens;

  /** The client's limit on output tokens, or 0 where it sets none. */
  public int maxTokens;

  /** Tokens the model will produce, at least 1, never more than a non-zero {@link #maxTokens}. */
  public int outputTokens;

  /** What the prompt shares with other requests. */
  public TokenContent content = TokenContent.PRIVATE;

  /** The stream its answer's tokens belong to, or {@link TokenContent#PRIVATE_STREAM}. */
  public long outputStream = TokenContent.PRIVATE_STREAM;

  /** Lower is more important. */
  public int priority;

  /** Requests of different salts share no KV cache; 0 for none. */
  public long cacheSalt;

  /** The LoRA adapter, from 1; 0 for the base model. */
  public int lora;
}
