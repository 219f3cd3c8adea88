package dev.crossover.traffic.content;

/** Numbers the token streams of generated traffic: none is given out twice. */
final class TokenStreams {
  /** Most turns of a session. */
  static final int MAX_TURNS = (1 << 16) - 1;

  /** Most sessions of a replication. */
  static final long MAX_SESSIONS = 1L << 45;

  private static final long SESSIONS = 1L << 62;

  private TokenStreams() {}

  static long prefix(int index) {
    return index;
  }

  /** What the user of a session says, all turns one after the other. */
  static long user(long session) {
    return answer(session, 0);
  }

  /**
   * What the model answers in one turn.
   *
   * @param turn from 1
   */
  static long answer(long session, int turn) {
    if (session < 0 || session >= MAX_SESSIONS || turn < 0 || turn > MAX_TURNS) {
      throw new IllegalArgumentException("session " + session + ", turn " + turn);
    }
    return SESSIONS + session * (MAX_TURNS + 1L) + turn;
  }
}
