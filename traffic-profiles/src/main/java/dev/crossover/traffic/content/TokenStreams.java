package dev.crossover.traffic.content;

/**
 * Numbers the token streams of generated traffic: none is given out twice, and none is given out
 * that a recorded trace could name, whose streams are not negative.
 *
 * <p>Below the sign, 9 bits say whose stream it is, 38 the session and 16 the turn. The owners of
 * prefixes share one code of the 9 bits. A class that replays a trace has no sessions: its code
 * holds what a trace calls by a number that another trace of the profile uses too.
 */
final class TokenStreams {
  /** Most turns of a session. */
  static final int MAX_TURNS = (1 << 16) - 1;

  /** Most sessions of an owner in a replication. */
  static final long MAX_SESSIONS = 1L << 38;

  /** Owners of streams: the profile, which is number 0, and its classes. */
  static final int MAX_OWNERS = 510;

  private static final long GENERATED = Long.MIN_VALUE;
  private static final int OWNER_SHIFT = 54;
  private static final int SESSION_SHIFT = 16;
  private static final long RECORDED_MIXED = 1L << (OWNER_SHIFT - 1);
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long PREFIXES = 511L << OWNER_SHIFT;

  private TokenStreams() {}

  static long prefix(int owner, int index) {
    checkOwner(owner);
    return GENERATED | PREFIXES | (long) owner << 32 | index;
  }

  /** What the user of a session says, all turns one after the other. */
  static long user(int owner, long session) {
    return answer(owner, session, 0);
  }

  /**
   * What the model answers in one turn.
   *
   * @param turn from 1
   */
  static long answer(int owner, long session, int turn) {
    checkOwner(owner);
    if (session < 0 || session >= MAX_SESSIONS || turn < 0 || turn > MAX_TURNS) {
      throw new IllegalArgumentException("session " + session + ", turn " + turn);
    }
    // The owner's code is at least 1: so no stream is Long.MIN_VALUE, which names none.
    return GENERATED | (owner + 1L) << OWNER_SHIFT | session << SESSION_SHIFT | turn;
  }

  /**
   * A recorded stream under a number of its owner's: numbers below 2^53 stay apart, larger ones,
   * which are hashes of names, become hashes of 53 bits.
   *
   * @param stream as the trace names it, not negative
   */
  static long recorded(int owner, long stream) {
    checkOwner(owner);
    if (stream < 0) {
      throw new IllegalArgumentException("recorded stream " + stream);
    }
    long number =
        stream < RECORDED_MIXED
            ? stream
            : RECORDED_MIXED | (stream * GOLDEN) >>> (Long.SIZE - OWNER_SHIFT + 1);
    return GENERATED | (owner + 1L) << OWNER_SHIFT | number;
  }

  private static void checkOwner(int owner) {
    if (owner < 0 || owner >= MAX_OWNERS) {
      throw new IllegalArgumentException("owner " + owner);
    }
  }
}
