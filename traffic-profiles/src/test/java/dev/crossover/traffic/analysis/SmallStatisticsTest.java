package dev.crossover.traffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SmallStatisticsTest {
  /** Gaps 1, 1, 4: mean 2, variance 2. */
  @Test
  void theGapsVariationIsDeviationOverMean() {
    GapMoments gaps = new GapMoments();
    for (long nanos : new long[] {5, 6, 7, 11}) {
      gaps.add(nanos);
    }
    assertThat(gaps.cv()).isCloseTo(Math.sqrt(2) / 2, within(1e-12));
    assertThat(gaps.zeroShare()).isZero();
    gaps.add(11);
    assertThat(gaps.zeroShare()).isEqualTo(0.25);
    assertThat(new GapMoments().cv()).isZero();
  }

  /** Shares up to 1, 2, 3, 4: 1/3 2/3 2/3 1 and 0 1/2 1 1. */
  @Test
  void theDistanceOfTwoSamplesIsTheLargestGapOfTheirShares() {
    double[] one = {1, 2, 4};
    double[] other = {3, 2};
    assertThat(KolmogorovSmirnov.distance(one, other)).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(KolmogorovSmirnov.distance(new double[] {1, 1}, new double[] {2})).isEqualTo(1);
    assertThat(KolmogorovSmirnov.distance(new double[] {1, 1}, new double[] {1})).isZero();
  }

  /** At 0.5 the sample's share jumps from 0 to 2/3, at 0.9 from 2/3 to 1. */
  @Test
  void theDistanceFromALawLooksAtBothSidesOfAStep() {
    double[] sample = {0.5, 0.9, 0.5};
    assertThat(KolmogorovSmirnov.distance(sample, x -> x)).isCloseTo(0.5, within(1e-12));
    assertThatThrownBy(() -> KolmogorovSmirnov.distance(new double[0], x -> x))
        .hasMessageContaining("empty sample");
  }

  /** Ranks 1, 2.5, 2.5, 4 and 1, 2, 4, 3: covariance 3, variances 4.5 and 5. */
  @Test
  void equalLengthsShareTheirMeanRank() {
    PairSample pairs = new PairSample();
    int[][] lengths = {{10, 1}, {20, 2}, {20, 400}, {30, 3}};
    for (int[] pair : lengths) {
      pairs.add(pair[0], pair[1]);
    }
    assertThat(pairs.rankCorrelation()).isCloseTo(3 / Math.sqrt(4.5 * 5), within(1e-12));
  }

  @Test
  void lengthsThatNeverVaryHaveNoCorrelation() {
    PairSample pairs = new PairSample();
    pairs.add(1, 5);
    pairs.add(1, 6);
    assertThat(pairs.rankCorrelation()).isZero();
  }

  /** Every second pair falls; thinning by two would see one kind alone if it lost the order. */
  @Test
  void manyPairsAreThinnedEvenly() {
    PairSample pairs = new PairSample();
    for (int i = 0; i < 1_000_000; i++) {
      pairs.add(i, 1_000_000 - i);
    }
    assertThat(pairs.rankCorrelation()).isCloseTo(-1, within(1e-9));
  }
}
