package dev.crossover.engine.metering;

/** Tokens of measured requests. */
public final class TokenTotals {
  /** Prompt tokens of completed requests. */
  public long prompt;

  /** Of these, tokens read from a prefix cache. */
  public long cachedPrompt;

  /** Output tokens of completed requests. */
  public long output;

  /** Output tokens produced for requests that then failed. */
  public long wasted;

  public void add(TokenTotals other) {
    prompt += other.prompt;
    cachedPrompt += other.cachedPrompt;
    output += other.output;
    wasted += other.wasted;
  }
}
