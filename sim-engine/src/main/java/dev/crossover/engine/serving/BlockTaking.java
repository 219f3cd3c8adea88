package dev.crossover.engine.serving;

import java.util.Arrays;

/**
 * Which requests of a leap take a KV block in which of its steps: a request whose last block has s
 * positions left takes one in step s and in every block_size-th after it. Blocks are taken step by
 * step and within a step in running order, so that the free list is that of an engine that steps.
 */
final class BlockTaking {
  private static final int NOBODY = -1;

  private final QueueState state;
  private final RequestRows rows;
  private final RunningOrder running;
  private final BlockPool pool;
  private final int blockSize;
  private final boolean caching;
  private final boolean async;

  /** Requests by slack. */
  private final int[] bySlack;

  /** First place in {@code running} by slack; {@link #following} leads on, in running order. */
  private final int[] first;

  private int[] following = new int[16];

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
    this.bySlack = new int[args.blockSize()];
    this.first = new int[args.blockSize()];
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
    moveOn(steps);
    for (int round = 0; round < steps; round += blockSize) {
      int end = Math.min(blockSize, steps - round);
      for (int slack = 0; slack < end; slack++) {
        takeAt(round + slack, slack, leavesOut && round + slack == steps - 1);
      }
    }
    if (caching && !async) {
      keyFilled();
    }
  }

  /** Counts the steps as computed and lists the requests by their slack before them. */
  private void moveOn(int steps) {
    Arrays.fill(first, NOBODY);
    if (running.size > following.length) {
      following = new int[running.rows.length];
    }
    int[] order = running.rows;
    int[] computedOf = rows.computed;
    int[] tokensOf = rows.tokens;
    int[] next = following;
    for (int i = running.size - 1; i >= 0; i--) {
      int row = order[i];
      int computed = computedOf[row];
      computedOf[row] = computed + steps;
      tokensOf[row] += steps;
      int slack = pool.slack(computed);
      next[i] = first[slack];
      first[slack] = i;
    }
  }

  private void takeAt(int step, int slack, boolean leavesOut) {
    for (int i = first[slack]; i != NOBODY; i = following[i]) {
      int row = running.rows[i];
      if (leavesOut && rows.tokens[row] == rows.lengthTokens[row]) {
        continue;
      }
      state.blocks.takeNext(row);
      sumSteps += step;
      sumTriangles += (long) step * (step - 1) / 2;
    }
  }

  /** A synchronous engine has just keyed the blocks that the last step filled. */
  private void keyFilled() {
    for (int i = 0; i < running.size; i++) {
      int row = running.rows[i];
      state.blocks.key(row, rows.computed[row]);
    }
  }
}
