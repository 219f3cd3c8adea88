package dev.crossover.traffic.fit;

import dev.crossover.traffic.analysis.LengthSketch;
import dev.crossover.traffic.analysis.SessionChains;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the sessions of a recording. What the end of the recording cuts off is estimated by {@link
 * WaitingTimes}; what its beginning cuts off is not seen, so that the later turns of a session that
 * was under way count as one that begins.
 */
final class SessionFit {
  /** Fewer cases than this do not make a chance of their own. */
  private static final int FEWEST_CASES = 100;

  private static final int MOST_CHANCES = 8;
  private static final double MOST_CONTINUE = 0.99;
  private static final double SHARE_UNITS = 1e9;
  private static final long MILLI = 1_000_000L;

  private final SessionChains chains;
  private final PrefixFit prefixes;
  private final long spanNanos;
  private final int[] children;

  SessionFit(SessionChains chains, PrefixFit prefixes, long spanNanos) {
    this.chains = chains;
    this.prefixes = prefixes;
    this.spanNanos = spanNanos;
    this.children = new int[chains.size()];
    for (int request = 0; request < chains.size(); request++) {
      if (chains.parent(request) != SessionChains.NONE) {
        children[chains.parent(request)] = request;
      }
    }
  }

  FittedSessions sessions() {
    LengthSketch gaps = gaps();
    LengthSketch standalone = new LengthSketch();
    LengthSketch opening = new LengthSketch();
    LengthSketch added = new LengthSketch();
    int longest = 1;
    long watched = spanNanos - gaps.quantile(0.9) * MILLI;
    boolean all = watched < spanNanos / 2;
    for (int request = 0; request < chains.size(); request++) {
      longest = Math.max(longest, chains.promptTokens(request));
      int parent = chains.parent(request);
      if (parent != SessionChains.NONE) {
        int before = chains.promptTokens(parent) + chains.outputTokens(parent);
        added.add(Math.max(chains.promptTokens(request) - before, 1));
      } else if (children[request] != 0) {
        opening.add(prefixes.ownTokens(request));
      } else if (all || chains.nanos(request) < watched) {
        standalone.add(prefixes.ownTokens(request));
      }
    }
    return new FittedSessions(
        waiting(1, 1).share(), continues(), standalone, opening, added, gaps, longest);
  }

  private List<Double> continues() {
    List<Double> chances = new ArrayList<>();
    int turn = 2;
    while (chances.size() < MOST_CHANCES - 1 && waiting(turn + 1, turn + 1).size() > FEWEST_CASES) {
      chances.add(Digits.rounded(waiting(turn, turn).share(), 3));
      turn++;
    }
    double rest = waiting(turn, Integer.MAX_VALUE).share();
    chances.add(Math.min(Digits.rounded(rest, 3), MOST_CONTINUE));
    return chances;
  }

  private LengthSketch gaps() {
    LengthSketch millis = new LengthSketch();
    waiting(1, Integer.MAX_VALUE)
        .forEach(
            (nanos, share) ->
                millis.add(
                    (int) Math.min(Math.max(nanos / MILLI, 1), Integer.MAX_VALUE),
                    Math.max(StrictMath.round(share * SHARE_UNITS), 1)));
    return millis;
  }

  /** From turns of some numbers to the next ones. */
  private WaitingTimes waiting(int fromTurn, int toTurn) {
    WaitingTimes times = new WaitingTimes();
    for (int request = 0; request < chains.size(); request++) {
      if (chains.turn(request) >= fromTurn && chains.turn(request) <= toTurn) {
        int child = children[request];
        long until = child == 0 ? spanNanos : chains.nanos(child);
        times.add(until - chains.nanos(request), child != 0);
      }
    }
    return times;
  }
}
