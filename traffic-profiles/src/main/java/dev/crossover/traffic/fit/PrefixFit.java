package dev.crossover.traffic.fit;

import dev.crossover.engine.units.Count;
import dev.crossover.traffic.analysis.SessionChains;
import dev.crossover.traffic.content.PrefixChoice;
import dev.crossover.traffic.content.PrefixSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The beginnings that many sessions share. A session's prefix ends at the deepest block that enough
 * other sessions open with; how many are enough rises until a list can hold the prefixes.
 */
final class PrefixFit {
  private static final int MOST_PREFIXES = 32;
  private static final double LEAST_SHARE = 0.01;
  private static final int FEWEST_SESSIONS = 3;
  private static final double STRICTER = 1.3;

  private final SessionChains chains;
  private final int blockTokens;
  private final int[] depths;

  /** By the last block of a prefix, how many sessions open with it; under -1 those without one. */
  private Map<Integer, Integer> users = new TreeMap<>();

  PrefixFit(SessionChains chains, int blockTokens) {
    this.chains = chains;
    this.blockTokens = blockTokens;
    this.depths = new int[chains.size()];
    int sessions = 0;
    for (int request = 0; request < chains.size(); request++) {
      sessions += chains.parent(request) == SessionChains.NONE ? 1 : 0;
    }
    double enough = Math.max(LEAST_SHARE * sessions, FEWEST_SESSIONS);
    assign(enough);
    while (users.size() > MOST_PREFIXES) {
      enough *= STRICTER;
      assign(enough);
    }
  }

  /** Tokens of a session's first prompt after its prefix, at least 1. */
  int ownTokens(int request) {
    return Math.max(chains.promptTokens(request) - depths[request] * blockTokens, 1);
  }

  /** The prefixes, those of the most sessions first, or null where there are none. */
  @Nullable PrefixSpec prefix() {
    List<Map.Entry<Integer, Integer>> byUse = new ArrayList<>(users.entrySet());
    byUse.sort(Map.Entry.<Integer, Integer>comparingByValue().reversed());
    List<PrefixChoice> choices = new ArrayList<>();
    for (Map.Entry<Integer, Integer> entry : byUse) {
      int tokens = Math.max(depth(entry.getKey()) * blockTokens, 1);
      choices.add(new PrefixChoice(new Count(tokens), (double) entry.getValue()));
    }
    if (choices.isEmpty() || (choices.size() == 1 && users.containsKey(SessionChains.NONE))) {
      return null;
    }
    return choices.size() == 1
        ? new PrefixSpec(choices.get(0).tokens(), null, null, null)
        : new PrefixSpec(null, null, null, choices);
  }

  private void assign(double enough) {
    users = new TreeMap<>();
    Arrays.fill(depths, 0);
    for (int request = 0; request < chains.size(); request++) {
      if (chains.parent(request) == SessionChains.NONE) {
        int block = chains.lastBlock(request);
        while (block != SessionChains.NONE && chains.openings(block) < enough) {
          block = chains.blockParent(block);
        }
        depths[request] = depth(block);
        users.merge(block, 1, Integer::sum);
      }
    }
  }

  private int depth(int block) {
    int depth = 0;
    for (int at = block; at != SessionChains.NONE; at = chains.blockParent(at)) {
      depth++;
    }
    return depth;
  }
}
