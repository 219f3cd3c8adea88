package dev.crossover.engine.batching;

import dev.crossover.engine.serving.EngineArgs;

/** The ways to give a request its KV memory. */
public enum KvAllocation {
  /** Blocks of block_size tokens are taken as a request grows, as in vLLM's PagedAttention. */
  PAGED {
    @Override
    public EngineArgs limits(EngineArgs args) {
      return args;
    }
  },

  /**
   * Every request reserves max_model_len tokens in one piece, from its admission to its end, as
   * servers did before.
   *
   * <p>That is paging with a single block per request: of the memory's blocks, each reservation
   * takes ceil(max_model_len / block_size), and the reservations are the blocks of the engine. A
   * running request holds one from its first token on and, having at most max_model_len positions,
   * never asks for a second. So an admission needs a whole reservation, at most min(max_num_seqs,
   * reservations) requests run, none is preempted, and the blocks in use count what is reserved.
   * Nothing of a piece can be shared: prefix caching is off.
   */
  CONTIGUOUS {
    @Override
    public EngineArgs limits(EngineArgs args) {
      if (args.slidingWindow() > 0) {
        throw new IllegalArgumentException(
            "kv_allocation is not possible as contiguous with a sliding window. Maybe paged?");
      }
      int blocksEach = (args.maxModelLen() - 1) / args.blockSize() + 1;
      int reservations = args.usableBlocks() / blocksEach;
      if (reservations == 0) {
        throw new IllegalArgumentException(
            "kv_allocation has no room for a request: each needs %d blocks in one piece, %d are usable. Maybe lower max_model_len?"
                .formatted(blocksEach, args.usableBlocks()));
      }
      return args.toBuilder()
          .blockSize(args.maxModelLen())
          .numBlocks(reservations + 1)
          .enablePrefixCaching(false)
          .build();
    }
  };

  /**
   * The limits of an engine whose memory is given this way.
   *
   * @param args with paged memory
   * @throws IllegalArgumentException that begins with {@code kv_allocation} where it is impossible
   */
  public abstract EngineArgs limits(EngineArgs args);
}
