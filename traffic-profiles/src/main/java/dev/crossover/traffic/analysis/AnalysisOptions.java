package dev.crossover.traffic.analysis;

import java.util.List;

/**
 * What an analysis looks at.
 *
 * @param fromNanos arrivals before are passed over; this instant is time 0 of the figures
 * @param windowNanos widths of the windows in which arrivals are counted
 * @param blockTokens tokens of a block of the prefix caches
 * @param cacheTokens sizes of the caches, ascending; none where prefixes are of no interest
 * @param sessions whether sessions are looked for
 */
public record AnalysisOptions(
    long fromNanos,
    List<Long> windowNanos,
    int blockTokens,
    List<Long> cacheTokens,
    boolean sessions) {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLION = 1_000_000;

  public AnalysisOptions {
    windowNanos = List.copyOf(windowNanos);
    cacheTokens = List.copyOf(cacheTokens);
    if (fromNanos < 0) {
      throw new IllegalArgumentException("an analysis cannot begin before time 0");
    }
    for (int i = 0; i < cacheTokens.size(); i++) {
      if (cacheTokens.get(i) < (i == 0 ? blockTokens : cacheTokens.get(i - 1))) {
        throw new IllegalArgumentException(
            "cache sizes must ascend from one block of "
                + blockTokens
                + " tokens: "
                + cacheTokens
                + ". Maybe sort them");
      }
    }
  }

  /**
   * Windows of 1, 10, 60 and 300 s, caches of 1 to 64 million tokens in the given blocks, sessions.
   *
   * @param blockTokens 16 as in vLLM, or what a trace's hashes stand for
   */
  public static AnalysisOptions of(int blockTokens) {
    return new AnalysisOptions(
        0,
        List.of(SECOND, 10 * SECOND, 60 * SECOND, 300 * SECOND),
        blockTokens,
        List.of(
            MILLION,
            2 * MILLION,
            4 * MILLION,
            8 * MILLION,
            16 * MILLION,
            32 * MILLION,
            64 * MILLION),
        true);
  }

  /** The same after a warm-up. */
  public AnalysisOptions from(long nanos) {
    return new AnalysisOptions(nanos, windowNanos, blockTokens, cacheTokens, sessions);
  }

  /** The same with other windows. */
  public AnalysisOptions windows(List<Long> nanos) {
    return new AnalysisOptions(fromNanos, nanos, blockTokens, cacheTokens, sessions);
  }

  /** Arrivals and lengths alone, in memory that does not grow. */
  public AnalysisOptions withoutContent() {
    return new AnalysisOptions(fromNanos, windowNanos, blockTokens, List.of(), false);
  }
}
