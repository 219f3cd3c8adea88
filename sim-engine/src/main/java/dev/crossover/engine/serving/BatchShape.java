package dev.crossover.engine.serving;

/**
 * What one engine step computes, as far as its duration depends on it. One instance per engine,
 * overwritten at each step; all counts are of one replica, before tensor parallelism.
 */
public final class BatchShape {
  /** Sequences that decode: one new token each, and drafts to verify beside it. */
  public int decodes;

  /** Tokens that they compute, drafts included; as many as sequences without speculation. */
  public int decodeTokens;

  /** Sum over decodes of the positions attended, the new ones included. */
  public long decodeContextTokens;

  /** Sequences with a prefill chunk. */
  public int prefills;

  /** Sum over chunks of their tokens c. */
  public int prefillTokens;

  /** Sum over chunks of c * (2 * prior + c): twice the (query, key) pairs under the causal mask. */
  public long prefillPairsTwice;

  /** Sum over chunks of prior + c: the positions whose KV is read or written. */
  public long prefillContextTokens;

  /**
   * Positions whose logits are computed: of each decode and of the last chunk of each prompt, and
   * one of each draft.
   */
  public int sampled;

  /** Tokens computed in the step. */
  public int tokens() {
    return decodeTokens + prefillTokens;
  }

  public void clear() {
    decodes = 0;
    decodeTokens = 0;
    decodeContextTokens = 0;
    prefills = 0;
    prefillTokens = 0;
    prefillPairsTwice = 0;
    prefillContextTokens = 0;
    sampled = 0;
  }

  public void addDecode(int context) {
    addDecode(context, 0);
  }

  /** A decode that attends {@code context} positions, its {@code drafts} drafts among them. */
  public void addDecode(int context, int drafts) {
    decodes++;
    decodeTokens += 1 + drafts;
    decodeContextTokens += context;
    sampled += 1 + drafts;
  }

  /** So many decodes of one token each that attend {@code contexts} positions in all. */
  void addDecodes(int count, long contexts) {
    decodes += count;
    decodeTokens += count;
    decodeContextTokens += contexts;
    sampled += count;
  }

  public void addPrefill(int prior, int chunk, boolean samples) {
    prefills++;
    prefillTokens += chunk;
    prefillPairsTwice += (long) chunk * (2L * prior + chunk);
    prefillContextTokens += prior + chunk;
    sampled += samples ? 1 : 0;
  }
}
