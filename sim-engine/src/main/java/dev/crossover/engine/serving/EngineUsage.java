package dev.crossover.engine.serving;

import dev.crossover.engine.kernel.WideSum;

/**
 * Running totals of one engine, exact integers. Readings at two instants are subtracted to get what
 * happened between them. The integrals include the part of the step then under way; the counts
 * include only steps that have ended, but preemptions and the peak count from the schedule on.
 */
public final class EngineUsage {
  /** Steps ended. */
  public long steps;

  /** Preemptions. */
  public long preemptions;

  /** Tokens computed, recomputation included. */
  public long tokens;

  /** Positions whose logits were computed: one of each request that sampled, and one per draft. */
  public long sampled;

  /** Tokens of requests at their first admission: those that the prefix cache was asked for. */
  public long prefixQueriedTokens;

  /** Of these, tokens found in the prefix cache. */
  public long prefixHitTokens;

  /** Verifications: requests that had drafts, summed over steps. */
  public long drafts;

  /** Draft tokens verified. */
  public long draftTokens;

  /** Draft tokens accepted. */
  public long acceptedTokens;

  /** Sum over decodes and steps of the positions attended. */
  public long decodeContextTokens;

  /** Sum over steps of {@link BatchShape#prefillPairsTwice}. */
  public long prefillPairsTwice;

  /** Sum over steps of {@link BatchShape#prefillContextTokens}. */
  public long prefillContextTokens;

  /** Integral of "a step is under way", picoseconds. */
  public final WideSum busyPicos = new WideSum();

  /** Integral of the requests in {@code running}, request-picoseconds. */
  public final WideSum runningPicos = new WideSum();

  /** Integral of the KV blocks in use, block-picoseconds. */
  public final WideSum blockPicos = new WideSum();

  /** Most KV blocks in use at once, since the start or the last restart of the peak. */
  public int peakBlocks;

  /** Becomes a copy of another reading. */
  public void set(EngineUsage other) {
    clear();
    add(other);
  }

  public void clear() {
    steps = 0;
    preemptions = 0;
    tokens = 0;
    sampled = 0;
    prefixQueriedTokens = 0;
    prefixHitTokens = 0;
    drafts = 0;
    draftTokens = 0;
    acceptedTokens = 0;
    decodeContextTokens = 0;
    prefillPairsTwice = 0;
    prefillContextTokens = 0;
    busyPicos.clear();
    runningPicos.clear();
    blockPicos.clear();
    peakBlocks = 0;
  }

  /** Adds another engine's totals, or another replication's. */
  public void add(EngineUsage other) {
    steps += other.steps;
    preemptions += other.preemptions;
    tokens += other.tokens;
    sampled += other.sampled;
    prefixQueriedTokens += other.prefixQueriedTokens;
    prefixHitTokens += other.prefixHitTokens;
    drafts += other.drafts;
    draftTokens += other.draftTokens;
    acceptedTokens += other.acceptedTokens;
    decodeContextTokens += other.decodeContextTokens;
    prefillPairsTwice += other.prefillPairsTwice;
    prefillContextTokens += other.prefillContextTokens;
    busyPicos.add(other.busyPicos);
    runningPicos.add(other.runningPicos);
    blockPicos.add(other.blockPicos);
    peakBlocks = Math.max(peakBlocks, other.peakBlocks);
  }

  /** Takes away an earlier reading; the peak stays. */
  public void subtract(EngineUsage earlier) {
    steps -= earlier.steps;
    preemptions -= earlier.preemptions;
    tokens -= earlier.tokens;
    sampled -= earlier.sampled;
    prefixQueriedTokens -= earlier.prefixQueriedTokens;
    prefixHitTokens -= earlier.prefixHitTokens;
    drafts -= earlier.drafts;
    draftTokens -= earlier.draftTokens;
    acceptedTokens -= earlier.acceptedTokens;
    decodeContextTokens -= earlier.decodeContextTokens;
    prefillPairsTwice -= earlier.prefillPairsTwice;
    prefillContextTokens -= earlier.prefillContextTokens;
    busyPicos.subtract(earlier.busyPicos);
    runningPicos.subtract(earlier.runningPicos);
    blockPicos.subtract(earlier.blockPicos);
  }
}
