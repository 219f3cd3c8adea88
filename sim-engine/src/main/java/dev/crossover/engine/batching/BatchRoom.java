package dev.crossover.engine.batching;

import dev.crossover.engine.serving.EngineArgs;

/** How many sequences of a length an engine holds at once: by slots and by KV blocks. */
final class BatchRoom {
  private final EngineArgs args;

  BatchRoom(EngineArgs args) {
    this.args = args;
  }

  int usableBlocks() {
    return args.usableBlocks();
  }

  /** Blocks of so many sequences, each of so many positions. */
  long blocks(int sequences, int positions) {
    return (long) sequences * (((long) positions + args.blockSize() - 1) / args.blockSize());
  }

  /** Whether so many sequences of this length may form a batch. */
  boolean has(int sequences, int positions) {
    return sequences <= args.maxNumSeqs() && holds(sequences, positions);
  }

  /** Whether their blocks are there. */
  boolean holds(int sequences, int positions) {
    return blocks(sequences, positions) <= usableBlocks();
  }
}
