package dev.crossover.engine.fleet;

/**
 * Chooses the data-parallel rank of a request as vLLM's front end does (DPLBAsyncMPClient, one API
 * server): by its own count of requests in flight and by what the ranks last reported.
 */
final class RankBalancer {
  /** What a waiting request weighs per share of the KV cache in use beyond the half. */
  private static final double WAITING_WEIGHT = 6;

  private static final double CROWDED = 0.5;

  private final int[] waiting;
  private final int[] running;
  private final double[] kvUsage;
  private int start;

  RankBalancer(int ranks) {
    this.waiting = new int[ranks];
    this.running = new int[ranks];
    this.kvUsage = new double[ranks];
  }

  /**
   * A rank's state as last reported; choices made since are forgotten.
   *
   * @param kvUsage share of its KV blocks in use
   */
  void report(int rank, int waiting, int running, double kvUsage) {
    this.waiting[rank] = waiting;
    this.running[rank] = running;
    this.kvUsage[rank] = kvUsage;
  }

  /**
   * The rank with the lowest score, the first of equals; each choice starts looking one rank later.
   * Until the next report the choice counts as waiting there.
   *
   * @param inFlight by rank, requests sent and not ended
   */
  int choose(int[] inFlight) {
    int ranks = waiting.length;
    int best = start;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ranks; i++) {
      int rank = (start + i) % ranks;
      double score = score(rank, inFlight[rank]);
      if (score < lowest) {
        lowest = score;
        best = rank;
      }
    }
    start = (start + 1) % ranks;
    waiting[best]++;
    return best;
  }

  private double score(int rank, int inFlight) {
    int load = Math.max(inFlight, waiting[rank] + running[rank]);
    return load + waiting[rank] * WAITING_WEIGHT * Math.max(0, kvUsage[rank] - CROWDED);
  }
}
