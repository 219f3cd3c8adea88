package dev.crossover.traffic.analysis;

/**
 * Sessions as their prompts show them.
 *
 * @param sessions prompts that go on with no earlier one
 * @param requests in all sessions
 * @param longestTurns most turns of a session
 * @param medianGapSeconds from one turn's arrival to the next one's; 0 where there is none
 */
public record SessionSummary(
    long sessions, long requests, int longestTurns, double medianGapSeconds) {
  /** Requests of a session; 0 without sessions. */
  public double meanTurns() {
    return sessions == 0 ? 0 : (double) requests / sessions;
  }
}
