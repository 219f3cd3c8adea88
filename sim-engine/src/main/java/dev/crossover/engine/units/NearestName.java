package dev.crossover.engine.units;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the known name somebody probably meant, for the "Maybe ..." of an error. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name nearest to the wanted one, by insertions, deletions, replacements and swaps of
   * neighbours, upper and lower case alike; the first in alphabetical order of several. Empty when
   * none is near: more than two fifths of the letters differ and none contains the wanted name.
   */
  public static Optional<String> of(String wanted, Collection<String> known) {
    String folded = wanted.strip().toLowerCase(Locale.ROOT);
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String name : new TreeSet<>(known)) {
      String candidate = name.toLowerCase(Locale.ROOT);
      int distance = distance(folded, candidate);
      if (distance < bestDistance && isNear(folded, candidate, distance)) {
        best = name;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isNear(String wanted, String candidate, int distance) {
    int longer = Math.max(wanted.length(), candidate.length());
    boolean contained = wanted.length() >= 3 && candidate.contains(wanted);
    return contained || distance <= Math.max(1, longer * 2 / 5);
  }

  /** The optimal string alignment distance. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        if (areSwapped(a, b, i, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }

  private static boolean areSwapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
