package dev.crossover.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The choices of vLLM's front end, worked by hand. */
class RankBalancerTest {
  private final RankBalancer balancer = new RankBalancer(3);

  /** Everybody is idle: the start of the search moves on by one each time. */
  @Test
  void idleRanksTakeTurns() {
    assertThat(balancer.choose(new int[] {0, 0, 0})).isEqualTo(0);
    assertThat(balancer.choose(new int[] {0, 0, 0})).isEqualTo(1);
    assertThat(balancer.choose(new int[] {0, 0, 0})).isEqualTo(2);
    assertThat(balancer.choose(new int[] {0, 0, 0})).isEqualTo(0);
  }

  /** The second search starts at rank 1; ranks 0 and 2 tie, and 2 is met first. */
  @Test
  void ofEqualScoresTheFirstFromTheStartWins() {
    balancer.report(0, 0, 4, 0);
    balancer.report(1, 0, 9, 0);
    balancer.report(2, 0, 5, 0);
    assertThat(balancer.choose(new int[] {4, 9, 5})).isEqualTo(0);
    assertThat(balancer.choose(new int[] {5, 9, 5})).isEqualTo(2);
  }

  /** Rank 0 says 2 running, but 6 were sent there and have not ended; 5 beat 6. */
  @Test
  void ownRequestsInFlightCountWhereTheReportIsBehind() {
    balancer.report(0, 0, 2, 0);
    balancer.report(1, 0, 5, 0);
    balancer.report(2, 0, 9, 0);
    assertThat(balancer.choose(new int[] {6, 5, 9})).isEqualTo(1);
  }

  /** Rank 0 has ended all but 1, yet its last report of 3 + 4 stands; 6 beat 7. */
  @Test
  void theReportCountsWhereItIsHigher() {
    balancer.report(0, 3, 4, 0);
    balancer.report(1, 0, 6, 0);
    balancer.report(2, 0, 8, 0);
    assertThat(balancer.choose(new int[] {1, 6, 8})).isEqualTo(1);
  }

  /**
   * Waiting at a cache 3/4 full weighs 2 x 6 x 1/4 = 3: rank 0 scores 2 + 4 + 3 = 9, rank 1 with 8
   * running at 3/4 but nobody waiting 8. At half full nothing is added.
   */
  @Test
  void waitingAtACrowdedCacheIsPenalised() {
    balancer.report(0, 2, 4, 0.75);
    balancer.report(1, 0, 8, 0.75);
    balancer.report(2, 0, 10, 0);
    assertThat(balancer.choose(new int[] {0, 0, 0})).isEqualTo(1);
    balancer.report(0, 2, 4, 0.5);
    balancer.report(1, 0, 8, 0.75);
    assertThat(balancer.choose(new int[] {0, 0, 0})).isEqualTo(0);
  }

  /** Chosen ranks count one more as waiting until they report: 0, then 1 (the tie), 1, then 0. */
  @Test
  void aChoiceCountsUntilTheNextReport() {
    balancer.report(0, 0, 1, 0);
    balancer.report(1, 0, 2, 0);
    balancer.report(2, 0, 9, 0);
    int[] nothing = {0, 0, 0};
    assertThat(balancer.choose(nothing)).as("1, 2, 9").isEqualTo(0);
    assertThat(balancer.choose(nothing)).as("2, 2, 9 from rank 1").isEqualTo(1);
    assertThat(balancer.choose(nothing)).as("2, 3, 9").isEqualTo(0);
    balancer.report(0, 0, 4, 0);
    balancer.report(1, 0, 3, 0);
    assertThat(balancer.choose(nothing)).as("4, 3, 9").isEqualTo(1);
  }

  /** One choice made since the report waits at a cache 5/6 full: 4 + 1 + 6 / 3 = 7 against 6. */
  @Test
  void aChoiceWaitsAtTheCacheAsLastReported() {
    balancer.report(0, 0, 4, 5 / 6.0);
    balancer.report(1, 0, 6, 0);
    balancer.report(2, 0, 9, 0);
    int[] nothing = {0, 0, 0};
    assertThat(balancer.choose(nothing)).isEqualTo(0);
    assertThat(balancer.choose(nothing)).isEqualTo(1);
  }
}
