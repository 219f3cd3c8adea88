package dev.crossover.engine.reference;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The multiset of token gaps, which does not depend on how an engine grouped their telling. */
public final class GapCounts {
  private final TreeMap<Long, Long> countByPicos = new TreeMap<>();

  /** {@code count} gaps of one length. */
  public void add(long gapPicos, long count) {
    countByPicos.merge(gapPicos, count, Long::sum);
  }

  /** {@code count} gaps for each of {@code steps} steps of growing length. */
  public void addLine(long firstPicos, long growthPicos, int steps, long count) {
    for (int j = 0; j < steps; j++) {
      add(firstPicos + j * growthPicos, count);
    }
  }

  public void clear() {
    countByPicos.clear();
  }

  /** How often each gap was told so far; a copy. */
  public SortedMap<Long, Long> counts() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(countByPicos));
  }
}
