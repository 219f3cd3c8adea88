package dev.crossover.engine.serving;

/** Rows of requests that wait, in the order in which they will be looked at. */
interface WaitingQueue {
  int size();

  boolean isEmpty();

  /** The row next in line; the queue must not be empty. */
  int first();

  /** Takes out the row next in line; the queue must not be empty. */
  int removeFirst();

  /** Adds a newcomer. */
  void add(int row);

  /** Adds a row that has had its turn: a preempted one, or one that was set aside. */
  void giveBack(int row);

  /** Takes out a row, where it is among these. */
  boolean remove(int row);

  /** The row at a place in line, 0 being next; for observers, not fast. */
  int at(int index);

  /** Each row once, in no particular order, for places below {@link #size}. */
  int rowAt(int place);
}
