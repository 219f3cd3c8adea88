package dev.crossover.engine.serving;

/**
 * One request as an engine gets it. A reused holder: the caller fills it for each {@link
 * ServingEngine#enqueue}, the engine copies what it keeps.
 */
public final class EngineRequest {
  /** Says that the model never ends the answer by itself. */
  public static final int NEVER_STOPS = Integer.MAX_VALUE;

  /** The caller's number of the request, not in use by another live request. */
  public int tag;

  /** 1 to max_model_len - 1. */
  public int promptTokens;

  /** Most tokens of the answer, at least 1; the scheduler knows it. */
  public int maxTokens;

  /**
   * The output token, from 1, with which the model ends the answer; what exceeds maxTokens or the
   * model's length never comes, {@link #NEVER_STOPS} for sure. The scheduler does not know it.
   */
  public int outputTokens;

  /** Whether its token gaps are told to the listener. */
  public boolean measured;

  /** Lower is more important; read under {@link SchedulingPolicy#PRIORITY} only. */
  public int priority;

  /** When the client sent it, nanoseconds; the second key of its priority. */
  public long arrivalNanos;

  /** Decides between requests of equal priority and arrival; unique among live requests. */
  public long sequence;

  /** What its prompt shares with other requests. */
  public TokenContent content = TokenContent.PRIVATE;

  /** The stream its answer's tokens belong to, or {@link TokenContent#PRIVATE_STREAM}. */
  public long outputStream = TokenContent.PRIVATE_STREAM;

  /** Requests of different salts share no blocks; 0 for none. */
  public long cacheSalt;

  /** The LoRA adapter, from 1; 0 for the base model. */
  public int lora;

  public DraftAcceptance acceptance = DraftAcceptance.NONE;

  /** Fills in a request with nothing special about it; it stops by length. */
  public EngineRequest plain(
      int newTag, int newPromptTokens, int newOutputTokens, boolean isMeasured) {
    tag = newTag;
    promptTokens = newPromptTokens;
    maxTokens = newOutputTokens;
    outputTokens = NEVER_STOPS;
    measured = isMeasured;
    priority = 0;
    arrivalNanos = 0;
    sequence = newTag;
    content = TokenContent.PRIVATE;
    outputStream = TokenContent.PRIVATE_STREAM;
    cacheSalt = 0;
    lora = 0;
    acceptance = DraftAcceptance.NONE;
    return this;
  }
}
