package dev.crossover.engine.serving;

import java.util.Arrays;

/** A queue of vLLM's priority policy: a binary heap by priority, arrival and sequence. */
final class WaitingHeap implements WaitingQueue {
  private static final int FIRST_CAPACITY = 16;

  private final RequestRows requests;
  private int[] heap = new int[FIRST_CAPACITY];
  private int size;

  WaitingHeap(RequestRows requests) {
    this.requests = requests;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean isEmpty() {
    return size == 0;
  }

  @Override
  public int first() {
    return heap[0];
  }

  @Override
  public int removeFirst() {
    int row = heap[0];
    removeAt(0);
    return row;
  }

  @Override
  public void add(int row) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, Math.multiplyExact(size, 2));
    }
    rise(size++, row);
  }

  @Override
  public void giveBack(int row) {
    add(row);
  }

  @Override
  public boolean remove(int row) {
    for (int i = 0; i < size; i++) {
      if (heap[i] == row) {
        removeAt(i);
        return true;
      }
    }
    return false;
  }

  @Override
  public int at(int index) {
    for (int i = 0; i < size; i++) {
      if (rank(heap[i]) == index) {
        return heap[i];
      }
    }
    throw new IndexOutOfBoundsException("place " + index + " of " + size);
  }

  @Override
  public int rowAt(int place) {
    return heap[place];
  }

  private int rank(int row) {
    int before = 0;
    for (int i = 0; i < size; i++) {
      before += requests.precedes(heap[i], row) ? 1 : 0;
    }
    return before;
  }

  private void removeAt(int place) {
    int moved = heap[--size];
    if (place > 0 && requests.precedes(moved, heap[(place - 1) / 2])) {
      rise(place, moved);
    } else {
      sink(place, moved);
    }
  }

  private void rise(int from, int row) {
    int place = from;
    while (place > 0) {
      int above = (place - 1) / 2;
      if (!requests.precedes(row, heap[above])) {
        break;
      }
      heap[place] = heap[above];
      place = above;
    }
    heap[place] = row;
  }

  private void sink(int from, int row) {
    int place = from;
    while (2 * place + 1 < size) {
      int below = 2 * place + 1;
      if (below + 1 < size && requests.precedes(heap[below + 1], heap[below])) {
        below++;
      }
      if (!requests.precedes(heap[below], row)) {
        break;
      }
      heap[place] = heap[below];
      place = below;
    }
    heap[place] = row;
  }
}
