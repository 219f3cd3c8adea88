package dev.crossover.engine.serving;

/**
 * The free KV blocks in the order in which they will be taken: a linked list through the block ids,
 * as vLLM's FreeKVCacheBlockQueue, so that a block leaves from the middle without a search.
 */
final class FreeList {
  /** The null block is never free; its id stands for both ends of the list. */
  static final int ENDS = 0;

  /** Of each block the next, then the previous one: side by side, they are read together. */
  private final int[] links;

  private int size;

  /** All blocks but the null block, in ascending order. */
  FreeList(int numBlocks) {
    links = new int[Math.multiplyExact(2, numBlocks)];
    for (int block = 1; block < numBlocks; block++) {
      addLast(block);
    }
  }

  int size() {
    return size;
  }

  /** Takes blocks from the head into places {@code from} to {@code to - 1}; they must be there. */
  void take(int[] into, int from, int to) {
    int block = links[2 * ENDS];
    for (int i = from; i < to; i++) {
      into[i] = block;
      block = links[2 * block];
    }
    link(ENDS, block);
    size -= to - from;
  }

  /** Puts the blocks of places {@code to - 1} down to {@code from} at the head, in that order. */
  void addFirst(int[] blocks, int from, int to) {
    int place = ENDS;
    int following = links[2 * ENDS];
    for (int i = to - 1; i >= from; i--) {
      link(place, blocks[i]);
      place = blocks[i];
    }
    link(place, following);
    size += to - from;
  }

  /** Puts the blocks of places {@code to - 1} down to {@code from} at the end, in that order. */
  void addLast(int[] blocks, int from, int to) {
    int place = links[2 * ENDS + 1];
    for (int i = to - 1; i >= from; i--) {
      link(place, blocks[i]);
      place = blocks[i];
    }
    link(place, ENDS);
    size += to - from;
  }

  void addLast(int block) {
    link(links[2 * ENDS + 1], block);
    link(block, ENDS);
    size++;
  }

  void remove(int block) {
    link(links[2 * block + 1], links[2 * block]);
    size--;
  }

  /** The blocks, head first. */
  int[] order() {
    int[] order = new int[size];
    int block = ENDS;
    for (int i = 0; i < size; i++) {
      block = links[2 * block];
      order[i] = block;
    }
    return order;
  }

  private void link(int block, int following) {
    links[2 * block] = following;
    links[2 * following + 1] = block;
  }
}
