package dev.crossover.engine.serving;

/** A queue of vLLM's FCFS policy: newcomers at the back, whoever had a turn at the front. */
final class WaitingRing implements WaitingQueue {
  private static final int FIRST_CAPACITY = 16;

  private int[] rows = new int[FIRST_CAPACITY];
  private int head;
  private int size;

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
    return rows[head];
  }

  @Override
  public int at(int index) {
    return rows[place(index)];
  }

  @Override
  public int rowAt(int place) {
    return at(place);
  }

  @Override
  public void add(int row) {
    growIfFull();
    rows[place(size)] = row;
    size++;
  }

  @Override
  public void giveBack(int row) {
    growIfFull();
    head = place(-1);
    rows[head] = row;
    size++;
  }

  @Override
  public int removeFirst() {
    int row = rows[head];
    head = place(1);
    size--;
    return row;
  }

  @Override
  public boolean remove(int row) {
    int index = 0;
    while (index < size && at(index) != row) {
      index++;
    }
    if (index == size) {
      return false;
    }
    for (int i = index; i < size - 1; i++) {
      rows[place(i)] = rows[place(i + 1)];
    }
    size--;
    return true;
  }

  private int place(int index) {
    return (head + index) & (rows.length - 1);
  }

  private void growIfFull() {
    if (size < rows.length) {
      return;
    }
    int[] grown = new int[Math.multiplyExact(rows.length, 2)];
    int tail = rows.length - head;
    System.arraycopy(rows, head, grown, 0, tail);
    System.arraycopy(rows, 0, grown, tail, head);
    rows = grown;
    head = 0;
  }
}
