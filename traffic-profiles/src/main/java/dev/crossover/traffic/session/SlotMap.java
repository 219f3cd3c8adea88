package dev.crossover.traffic.session;

import java.util.Arrays;

/** Where each session in progress is kept: numbers to slots, by open addressing in two arrays. */
final class SlotMap {
  static final int ABSENT = -1;

  /** Spreads consecutive numbers (Knuth, The Art of Computer Programming 3, 6.4). */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private static final int FIRST_CAPACITY = 128;

  private long[] sessions = new long[FIRST_CAPACITY];
  private int[] slots = new int[FIRST_CAPACITY];
  private int size;

  SlotMap() {
    Arrays.fill(slots, ABSENT);
  }

  int size() {
    return size;
  }

  /** The slot of a session, or {@link #ABSENT}. */
  int get(long session) {
    return slots[find(session)];
  }

  /** Keeps a session that is not there yet. */
  void put(long session, int slot) {
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    int at = find(session);
    sessions[at] = session;
    slots[at] = slot;
    size++;
  }

  /** Forgets a session that is there. */
  void remove(long session) {
    int mask = slots.length - 1;
    int hole = find(session);
    if (slots[hole] == ABSENT) {
      throw new IllegalStateException("session " + session + " is not in progress");
    }
    // Those after the hole move up unless they would come before where their search begins.
    for (int at = (hole + 1) & mask; slots[at] != ABSENT; at = (at + 1) & mask) {
      if (((at - home(sessions[at])) & mask) >= ((at - hole) & mask)) {
        sessions[hole] = sessions[at];
        slots[hole] = slots[at];
        hole = at;
      }
    }
    slots[hole] = ABSENT;
    size--;
  }

  private int find(long session) {
    int at = home(session);
    while (slots[at] != ABSENT && sessions[at] != session) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }

  private int home(long session) {
    return (int) ((session * GOLDEN) >>> 32) & (slots.length - 1);
  }

  private void grow() {
    long[] oldSessions = sessions;
    int[] oldSlots = slots;
    sessions = new long[2 * oldSlots.length];
    slots = new int[2 * oldSlots.length];
    Arrays.fill(slots, ABSENT);
    size = 0;
    for (int i = 0; i < oldSlots.length; i++) {
      if (oldSlots[i] != ABSENT) {
        put(oldSessions[i], oldSlots[i]);
      }
    }
  }
}
