package dev.crossover.engine.serving;

import java.util.Locale;

/** Why a request left the engine, as vLLM says it. */
public enum FinishReason {
  /** Its answer was complete: the model sampled the end of the sequence. */
  STOP,
  /** It reached max_tokens or max_model_len. */
  LENGTH,
  /** The client gave up. */
  ABORT;

  /** vLLM's word, e.g. {@code stop}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
