package dev.crossover.engine.serving;

/**
 * The free KV blocks in the order in which they will be taken: a linked list through the block ids,
 * as vLLM's FreeKVCacheBlockQueue, so that a block leaves from the middle without a search.
 */
final class FreeList {
  /** The null block is never free; its id stands for both ends of the list. */
  static final int ENDS = 0;

  private final int[] next;
  private final int[] previous;
  private int size;

  /** All blocks but the null block, in ascending order. */
  FreeList(int numBlocks) {
    next = new int[numBlocks];
    previous = new int[numBlocks];
    for (int block = 1; block < numBlocks; block++) {
      addLast(block);
    }
  }

  int size() {
    return size;
  }

  /** Takes blocks from the head into places {@code from} to {@code to - 1}; they must be there. */
  void take(int[] into, int from, int to) {
    int block = next[ENDS];
    for (int i = from; i < to; i++) {
      into[i] = block;
      block = next[block];
    }
    next[ENDS] = block;
    previous[block] = ENDS;
    size -= to - from;
  }

  /** Puts the blocks of places {@code to - 1} down to {@code from} at the head, in that order. */
  void addFirst(int[] blocks, int from, int to) {
    int place = ENDS;
    int following = next[ENDS];
    for (int i = to - 1; i >= from; i--) {
      next[place] = blocks[i];
      previous[blocks[i]] = place;
      place = blocks[i];
    }
    next[place] = following;
    previous[following] = place;
    size += to - from;
  }

  void addLast(int block) {
    addAfter(previous[ENDS], block);
  }

  /** Puts a block right behind another, or behind {@link #ENDS}: at the head. */
  void addAfter(int place, int block) {
    int following = next[place];
    next[block] = following;
    previous[block] = place;
    next[place] = block;
    previous[following] = block;
    size++;
  }

  void remove(int block) {
    next[previous[block]] = next[block];
    previous[next[block]] = previous[block];
    size--;
  }

  /** The blocks, head first. */
  int[] order() {
    int[] order = new int[size];
    int block = ENDS;
    for (int i = 0; i < size; i++) {
      block = next[block];
      order[i] = block;
    }
    return order;
  }
}
