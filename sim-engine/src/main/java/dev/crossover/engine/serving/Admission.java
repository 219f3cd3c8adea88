package dev.crossover.engine.serving;

/**
 * Whether a request that waits may join a step, and with how many tokens: the budget, the prefix
 * cache, the blocks. Looking changes nothing that a scheduler sees.
 */
final class Admission {
  final PrefixLookup lookup;
  private final EngineArgs args;
  private final QueueState state;
  private final RequestRows rows;
  private final BlockPool pool;
  private final int watermarkBlocks;

  /** What one request of a sliding-window model can hold at once. */
  private final int mostBlocks;

  /** Tokens of the first chunk; of the last request that may join. */
  int tokens;

  /** Of these, drafts that only make the batch uniform. */
  int drafts;

  /** Blocks found in the prefix cache. */
  int hitBlocks;

  Admission(EngineArgs args, QueueState state) {
    this.args = args;
    this.state = state;
    this.rows = state.rows;
    this.pool = state.pool;
    this.lookup = new PrefixLookup(args, state);
    this.watermarkBlocks = args.watermarkBlocks();
    this.mostBlocks = mostBlocks(args, pool);
  }

  /**
   * Whether the request may join.
   *
   * @param pads whether a request that lacks one token joins with drafts, as those that decode
   */
  boolean admits(int row, int budgetTokens, int freeBlocks, boolean pads) {
    int known = rows.tokens[row];
    hitBlocks = lookup.find(row, known);
    int cached = hitBlocks * pool.blockSize();
    if (!fitsBudget(known - cached, cached, budgetTokens, pads)) {
      return false;
    }
    int watermark = state.running.size > 0 ? watermarkBlocks : 0;
    int spare = freeBlocks - lookup.idle - watermark;
    return (!args.rules().reserveFullIsl() || demand(known, mostBlocks) <= spare)
        && demand(cached + tokens + lookahead(), Integer.MAX_VALUE) <= spare;
  }

  /**
   * Whether one who was refused would be again with fewer blocks free and fewer cached. The gate
   * asks for no less then; a first chunk that is computed anew, cut to the budget, may need fewer
   * blocks than one behind a hit.
   */
  boolean staysRefused() {
    return lookup.idle == 0 || (args.rules().reserveFullIsl() && args.slidingWindow() == 0);
  }

  private boolean fitsBudget(int lacking, int cached, int budgetTokens, boolean pads) {
    int wanted = lacking;
    drafts = 0;
    if (pads && lacking == 1) {
      wanted = 1 + args.numSpeculativeTokens();
      if (wanted > budgetTokens || cached + wanted > args.maxModelLen()) {
        return false;
      }
      drafts = args.numSpeculativeTokens();
    }
    int threshold = args.longPrefillTokenThreshold();
    wanted = threshold > 0 ? Math.min(wanted, threshold) : wanted;
    if (wanted > budgetTokens && !args.enableChunkedPrefill()) {
      return false;
    }
    tokens = Math.min(wanted, budgetTokens);
    drafts = Math.min(drafts, tokens - 1);
    return true;
  }

  private int lookahead() {
    return args.rules().lookaheadAtAdmission() ? args.numLookaheadTokens() : 0;
  }

  private int demand(int positions, int most) {
    int blocks = pool.blocksFor(Math.min(positions, args.maxModelLen()));
    return Math.max(0, Math.min(blocks, most) - hitBlocks);
  }

  private static int mostBlocks(EngineArgs args, BlockPool pool) {
    if (args.slidingWindow() == 0) {
      return Integer.MAX_VALUE;
    }
    long inFlight = (args.asyncScheduling() ? 2L : 1L) * args.maxNumBatchedTokens();
    long reach = Math.min(args.slidingWindow() - 1 + inFlight, args.maxModelLen());
    return pool.blocksFor((int) reach) + 1;
  }
}
