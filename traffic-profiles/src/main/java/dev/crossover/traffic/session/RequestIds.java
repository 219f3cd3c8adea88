package dev.crossover.traffic.session;

/**
 * Numbers the requests of a class: below the sign 9 bits say the class and 54 the request. Those of
 * a turn are 38 bits for its session and 16 for the request in the session.
 */
final class RequestIds {
  static final int SESSION_BITS = 38;
  static final int TURN_BITS = 16;

  /** Most requests of a session. */
  static final int MOST_TURNS = (1 << TURN_BITS) - 1;

  private static final int ORDINAL_BITS = SESSION_BITS + TURN_BITS;

  private RequestIds() {}

  static long first(int classIndex) {
    return (long) classIndex << ORDINAL_BITS;
  }

  static int classIndex(long id) {
    return (int) (id >>> ORDINAL_BITS);
  }

  static long ordinal(long id) {
    return id & ((1L << ORDINAL_BITS) - 1);
  }

  /** A request of a session as an ordinal of its class. */
  static long inSession(long session, int request) {
    if (session >>> SESSION_BITS != 0 || request < 0 || request > MOST_TURNS) {
      throw new IllegalStateException("session " + session + ", request " + request);
    }
    return session << TURN_BITS | request;
  }

  static long session(long id) {
    return ordinal(id) >>> TURN_BITS;
  }

  static int request(long id) {
    return (int) id & MOST_TURNS;
  }
}
