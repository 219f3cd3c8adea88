package dev.crossover.traffic.analysis;

import java.util.Arrays;

/**
 * How deep a block lies in a stack ordered by last use: a cache of that many blocks that evicts the
 * least recently used still holds it (Mattson et al., IBM Systems Journal 9, 1970). A Fenwick tree
 * over instants of use counts the blocks above; instants are numbered anew when they run out, and
 * what lies deeper than the deepest cache of interest is forgotten.
 */
final class StackDistances {
  /** The block is deeper than any cache of interest, or was never used. */
  static final int BEYOND = Integer.MAX_VALUE;

  private static final int FORGOTTEN = 0;

  private final int deepest;

  /** By block, the instant of its last use, from 1. */
  private int[] instants = new int[1 << 12];

  /**
   * By instant, the block used then, or below 0 the number of blocks that nobody asks for again.
   */
  private int[] uses;

  private int[] tree;
  private int now;
  private int live;

  /**
   * @param deepest blocks of the largest cache of interest
   */
  StackDistances(int deepest) {
    if (deepest < 1) {
      throw new IllegalArgumentException("a cache of " + deepest + " blocks");
    }
    this.deepest = deepest;
    int room = (int) Math.min(Math.max(4L * deepest, 1 << 12), 1 << 16);
    this.uses = new int[room + 1];
    this.tree = new int[room + 1];
  }

  /** Blocks used since this one was, itself included, or {@link #BEYOND}. */
  int depth(int block) {
    int instant = block < instants.length ? instants[block] : FORGOTTEN;
    if (instant == FORGOTTEN) {
      return BEYOND;
    }
    int depth = live - upTo(instant - 1);
    return depth > deepest ? BEYOND : depth;
  }

  /** Puts a block on top. */
  void use(int block) {
    if (block >= instants.length) {
      instants = Arrays.copyOf(instants, Math.max(block + 1, instants.length * 2));
    }
    makeRoom();
    if (instants[block] != FORGOTTEN) {
      add(instants[block], -1);
      uses[instants[block]] = 0;
      live--;
    }
    now++;
    instants[block] = now;
    uses[now] = block + 1;
    add(now, 1);
    live++;
  }

  /** Puts blocks on top that nobody will ask for again. */
  void useOnce(int blocks) {
    if (blocks > 0) {
      makeRoom();
      now++;
      uses[now] = -blocks;
      add(now, blocks);
      live = (int) Math.min((long) live + blocks, Integer.MAX_VALUE / 2);
    }
  }

  private void makeRoom() {
    if (now + 1 == tree.length) {
      renumber();
    }
  }

  /** Keeps the newest instants in their order, as far down as the deepest cache reaches. */
  private void renumber() {
    int from = now;
    long depth = 0;
    int kept = 0;
    for (int instant = now; instant > 0 && depth < deepest; instant--) {
      depth += weight(instant);
      kept += uses[instant] == 0 ? 0 : 1;
      from = instant;
    }
    forgetBefore(from);
    int[] old = uses;
    int last = now;
    int room = kept * 2 >= tree.length ? Math.multiplyExact(tree.length - 1, 2) : tree.length - 1;
    uses = new int[room + 1];
    tree = new int[room + 1];
    now = 0;
    live = 0;
    for (int instant = from; instant <= last; instant++) {
      if (old[instant] != 0) {
        keep(old[instant]);
      }
    }
  }

  private void keep(int use) {
    now++;
    uses[now] = use;
    if (use > 0) {
      instants[use - 1] = now;
    }
    int weight = use > 0 ? 1 : -use;
    add(now, weight);
    live += weight;
  }

  private void forgetBefore(int from) {
    for (int instant = 1; instant < from; instant++) {
      if (uses[instant] > 0) {
        instants[uses[instant] - 1] = FORGOTTEN;
      }
    }
  }

  private int weight(int instant) {
    return uses[instant] >= 0 ? Math.min(uses[instant], 1) : -uses[instant];
  }

  private void add(int instant, int change) {
    for (int i = instant; i < tree.length; i += i & -i) {
      tree[i] += change;
    }
  }

  private int upTo(int instant) {
    int sum = 0;
    for (int i = instant; i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }
}
