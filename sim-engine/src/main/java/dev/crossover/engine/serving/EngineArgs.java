package dev.crossover.engine.serving;

import java.util.Locale;

/**
 * One vLLM engine's limits and rules, resolved: defaults filled in, memory turned into blocks.
 *
 * @param maxNumSeqs most requests in {@code running}, at least 1
 * @param maxNumBatchedTokens token budget of a step, at least {@code maxNumSeqs}
 * @param maxModelLen most tokens of one request, prompt and output together
 * @param blockSize tokens per KV block
 * @param numBlocks KV blocks, the null block included: {@code numBlocks - 1} are usable
 * @param enableChunkedPrefill whether a prompt may be spread over steps
 * @param longPrefillTokenThreshold most tokens of one request in a step, 0 for no limit
 * @param policy who is scheduled first
 * @param asyncScheduling whether a step is scheduled before the output of the one before is known
 * @param enablePrefixCaching whether full blocks are found again by their content
 * @param numSpeculativeTokens draft tokens K that a decode verifies beside its next token, 0 for no
 *     speculation
 * @param numLookaheadTokens KV slots that drafts need beyond those of the scheduled tokens: 0 for
 *     n-gram drafts, K for draft models that write KV
 * @param dropsLastHitBlock whether the last block of a prefix hit is computed anew, as drafters
 *     need that read hidden states (EAGLE, MTP)
 * @param slidingWindow positions that attention reaches back, the token itself included, where all
 *     layers use a window; 0 for full attention
 * @param maxLoras most distinct LoRA adapters in a step, 0 where LoRA is off
 * @param rules what differs between versions of vLLM
 */
public record EngineArgs(
    int maxNumSeqs,
    int maxNumBatchedTokens,
    int maxModelLen,
    int blockSize,
    int numBlocks,
    boolean enableChunkedPrefill,
    int longPrefillTokenThreshold,
    SchedulingPolicy policy,
    boolean asyncScheduling,
    boolean enablePrefixCaching,
    int numSpeculativeTokens,
    int numLookaheadTokens,
    boolean dropsLastHitBlock,
    int slidingWindow,
    int maxLoras,
    EngineRules rules) {
  public EngineArgs {
    require(maxNumSeqs >= 1, "max_num_seqs must be at least 1");
    require(
        maxNumBatchedTokens >= maxNumSeqs, "max_num_batched_tokens must be at least max_num_seqs");
    require(maxModelLen >= 2, "max_model_len must be at least 2");
    require(blockSize >= 1, "block_size must be at least 1");
    require(numBlocks >= 2, "num_blocks must be at least 2: one is the null block");
    require(longPrefillTokenThreshold >= 0, "long_prefill_token_threshold must not be negative");
    require(
        enableChunkedPrefill || maxNumBatchedTokens >= maxModelLen,
        "max_num_batched_tokens must be at least max_model_len when chunked prefill is off");
    require(
        longPrefillTokenThreshold <= maxModelLen,
        "long_prefill_token_threshold must not exceed max_model_len");
    require(numSpeculativeTokens >= 0, "num_speculative_tokens must not be negative");
    require(numLookaheadTokens >= 0, "num_lookahead_tokens must not be negative");
    require(slidingWindow >= 0, "sliding_window must not be negative");
    require(maxLoras >= 0, "max_loras must not be negative");
  }

  /** The plainest engine: full blocks are forgotten, drafts, windows and adapters are off. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Usable KV blocks: the null block is not among them. */
  public int usableBlocks() {
    return numBlocks - 1;
  }

  /** Blocks that an admission leaves free while others run. */
  public int watermarkBlocks() {
    return (int) (rules.watermark() * numBlocks);
  }

  /**
   * Refuses what vLLM's front door refuses.
   *
   * @param promptTokens 1 to max_model_len - 1
   * @param maxTokens most tokens of the answer, at least 1
   * @param outputTokens at least 1
   */
  public void checkRequest(int promptTokens, int maxTokens, int outputTokens) {
    if (promptTokens < 1 || promptTokens >= maxModelLen || maxTokens < 1 || outputTokens < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "prompt of %d and output of %d of %d tokens: need a prompt of 1 to %d and an output",
              promptTokens,
              outputTokens,
              maxTokens,
              maxModelLen - 1));
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Collects arguments; what is not said is off, or as in the newest version's rules. */
  public static final class Builder {
    private int maxNumSeqs = 1;
    private int maxNumBatchedTokens = 1;
    private int maxModelLen = 2;
    private int blockSize = 1;
    private int numBlocks = 2;
    private boolean enableChunkedPrefill = true;
    private int longPrefillTokenThreshold;
    private SchedulingPolicy policy = SchedulingPolicy.FCFS;
    private boolean asyncScheduling;
    private boolean enablePrefixCaching;
    private int numSpeculativeTokens;
    private int numLookaheadTokens;
    private boolean dropsLastHitBlock;
    private int slidingWindow;
    private int maxLoras;
    private EngineRules rules = VllmVersion.V2026_08.rules();

    private Builder() {}

    private Builder(EngineArgs args) {
      maxNumSeqs = args.maxNumSeqs;
      maxNumBatchedTokens = args.maxNumBatchedTokens;
      maxModelLen = args.maxModelLen;
      blockSize = args.blockSize;
      numBlocks = args.numBlocks;
      enableChunkedPrefill = args.enableChunkedPrefill;
      longPrefillTokenThreshold = args.longPrefillTokenThreshold;
      policy = args.policy;
      asyncScheduling = args.asyncScheduling;
      enablePrefixCaching = args.enablePrefixCaching;
      numSpeculativeTokens = args.numSpeculativeTokens;
      numLookaheadTokens = args.numLookaheadTokens;
      dropsLastHitBlock = args.dropsLastHitBlock;
      slidingWindow = args.slidingWindow;
      maxLoras = args.maxLoras;
      rules = args.rules;
    }

    public Builder maxNumSeqs(int value) {
      maxNumSeqs = value;
      return this;
    }

    public Builder maxNumBatchedTokens(int value) {
      maxNumBatchedTokens = value;
      return this;
    }

    public Builder maxModelLen(int value) {
      maxModelLen = value;
      return this;
    }

    public Builder blockSize(int value) {
      blockSize = value;
      return this;
    }

    /** The null block included. */
    public Builder numBlocks(int value) {
      numBlocks = value;
      return this;
    }

    public Builder enableChunkedPrefill(boolean value) {
      enableChunkedPrefill = value;
      return this;
    }

    public Builder longPrefillTokenThreshold(int value) {
      longPrefillTokenThreshold = value;
      return this;
    }

    public Builder policy(SchedulingPolicy value) {
      policy = value;
      return this;
    }

    public Builder asyncScheduling(boolean value) {
      asyncScheduling = value;
      return this;
    }

    public Builder enablePrefixCaching(boolean value) {
      enablePrefixCaching = value;
      return this;
    }

    public Builder numSpeculativeTokens(int value) {
      numSpeculativeTokens = value;
      return this;
    }

    public Builder numLookaheadTokens(int value) {
      numLookaheadTokens = value;
      return this;
    }

    public Builder dropsLastHitBlock(boolean value) {
      dropsLastHitBlock = value;
      return this;
    }

    public Builder slidingWindow(int value) {
      slidingWindow = value;
      return this;
    }

    public Builder maxLoras(int value) {
      maxLoras = value;
      return this;
    }

    public Builder rules(EngineRules value) {
      rules = value;
      return this;
    }

    public EngineArgs build() {
      return new EngineArgs(
          maxNumSeqs,
          maxNumBatchedTokens,
          maxModelLen,
          blockSize,
          numBlocks,
          enableChunkedPrefill,
          longPrefillTokenThreshold,
          policy,
          asyncScheduling,
          enablePrefixCaching,
          numSpeculativeTokens,
          numLookaheadTokens,
          dropsLastHitBlock,
          slidingWindow,
          maxLoras,
          rules);
    }
  }
}
