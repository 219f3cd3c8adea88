package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * Which requests of a leap take a KV block in which of its steps: a request whose last block has s
 * positions left takes one in step s and in every block_size-th after it. Blocks are taken step by
 * step and within a step in running order, so that the free list is that of an engine that steps.
 */
final class BlockTaking {
  private final QueueState state;
  private final RequestRows rows;
  private final RunningOrder running;
  private final BlockPool pool;
  private final int blockSize;
  private final boolean caching;
  private final boolean async;

  /** Requests by slack; then, where the next of each slack goes in {@link #takers}. */
  private final int[] bySlack;

  /** Those that take a block within the leap, by slack and then in running order. */
  private int[] takers = new int[16];

  private int[] takerSlack = new int[16];

  /** Sum over the blocks taken of the step that took them. */
  long sumSteps;

  /** Sum over the blocks taken of 0 + 1 + ... + (step - 1). */
  long sumTriangles;

  BlockTaking(EngineArgs args, QueueState state) {
    this.state = state;
    this.rows = state.rows;
    this.running = state.running;
    this.pool = state.pool;
    this.blockSize = args.blockSize();
    this.caching = args.enablePrefixCaching();
    this.async = args.asyncScheduling();
    this.bySlack = new int[args.blockSize() + 1];
  }

  /** How many of the next steps find their blocks, at most {@code wanted}. */
  int stepsWithBlocks(int wanted) {
    long blocksEach = pool.blocksFor(wanted);
    if (blocksEach * running.size <= pool.free()) {
      return wanted;
    }
    Arrays.fill(bySlack, 0);
    for (int i = 0; i < running.size; i++) {
      bySlack[pool.slack(rows.computed[running.rows[i]])]++;
    }
    int rounds = pool.free() / running.size;
    int left = pool.free() - rounds * running.size;
    int step = 0;
    while (bySlack[step] <= left) {
      left -= bySlack[step++];
    }
    return (int) Math.min(wanted, (long) rounds * blockSize + step);
  }

  /**
   * Moves every request on by so many steps.
   *
   * @param leavesOut whether the last of them schedules nothing for who then has all tokens
   */
  void run(int steps, boolean leavesOut) {
    sumSteps = 0;
    sumTriangles = 0;
    int count = sortTakers(steps);
    for (int first = 0; first < steps && count > 0; first += blockSize) {
      for (int i = 0; i < count && first + takerSlack[i] < steps; i++) {
        int row = takers[i];
        long step = (long) first + takerSlack[i];
        if (leavesOut && step == steps - 1 && rows.tokens[row] == rows.lengthTokens[row]) {
          continue;
        }
        state.blocks.takeNext(row);
        sumSteps += step;
        sumTriangles += step * (step - 1) / 2;
      }
    }
    if (caching && !async) {
      keyFilled();
    }
  }

  /** Counts the steps as computed and sorts, stably, those that take a block in them. */
  private int sortTakers(int steps) {
    Arrays.fill(bySlack, 0);
    int count = 0;
    for (int i = 0; i < running.size; i++) {
      int slack = pool.slack(rows.computed[running.rows[i]]);
      if (slack < steps) {
        bySlack[slack + 1]++;
        count++;
      }
    }
    reserve(count);
    for (int slack = 1; slack <= blockSize; slack++) {
      bySlack[slack] += bySlack[slack - 1];
    }
    for (int i = 0; i < running.size; i++) {
      int row = running.rows[i];
      int slack = pool.slack(rows.computed[row]);
      rows.computed[row] += steps;
      rows.tokens[row] += steps;
      if (slack < steps) {
        int place = bySlack[slack]++;
        takers[place] = row;
        takerSlack[place] = slack;
      }
    }
    return count;
  }

  /** A synchronous engine has just keyed the blocks that the last step filled. */
  private void keyFilled() {
    for (int i = 0; i < running.size; i++) {
      int row = running.rows[i];
      state.blocks.key(row, rows.computed[row]);
    }
  }

  private void reserve(int count) {
    if (count > takers.length) {
      int size = Math.max(count, Math.multiplyExact(takers.length, 2));
      takers = Arrays.copyOf(takers, size);
      takerSlack = Arrays.copyOf(takerSlack, size);
    }
  }
}
