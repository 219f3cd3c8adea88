package dev.crossover.engine.request;

import dev.crossover.engine.serving.TokenContent;
import org.jspecify.annotations.Nullable;

/**
 * One request as it reaches the gateway, together with the output length that only the model will
 * find out. A reused holder: an {@link ArrivalStream} fills it, the reader copies what it keeps.
 */
public final class Arrival {
  /** The client waits for ever. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * Not negative and unique in the stream; the same request has the same id under every strategy.
   * Streams whose arrivals do not wait for one another number them from 0.
   */
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

  /** When the client gives up on an answer that is not complete by then, or {@link #NEVER}. */
  public long giveUpNanos = NEVER;

  /** What giving up is called. */
  public Reason giveUpReason = Reason.CANCELLED;

  /** Whether a cache of answers to similar queries answers it, so that no model is asked. */
  public boolean answeredByCache;

  /** The model that the client asks for, or null where it leaves that to the strategy. */
  public @Nullable String model;
}
