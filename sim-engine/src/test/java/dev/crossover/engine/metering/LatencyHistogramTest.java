package dev.crossover.engine.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private static final double[] QUANTILES = {0, 0.01, 0.5, 0.9, 0.99, 0.999, 1};

  @Test
  void aLineEqualsItsStepsOneByOne() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 500; round++) {
      long first = random.nextLong(1, 200_000_000_000L);
      long growth = random.nextInt(4) == 0 ? 0 : random.nextLong(1, 50_000_000);
      int steps = random.nextInt(1, 400);
      int times = random.nextInt(1, 50);
      LatencyHistogram line = new LatencyHistogram();
      LatencyHistogram single = new LatencyHistogram();
      line.recordLine(first, growth, steps, times);
      for (int j = 0; j < steps; j++) {
        single.recordPicos(first + j * growth, times);
      }
      assertSame(line, single, "seed 7, round " + round);
    }
  }

  @Test
  void quantilesLieWithinOneTenthOfAPercentOfTheSortedSample() {
    SplittableRandom random = new SplittableRandom(11);
    long[] nanos = random.longs(20_000, 1_000, 60_000_000_000L).toArray();
    LatencyHistogram histogram = new LatencyHistogram();
    for (long value : nanos) {
      histogram.recordNanos(value);
    }
    Arrays.sort(nanos);
    for (double q : new double[] {0.1, 0.5, 0.9, 0.99, 0.999}) {
      double exact = nanos[(int) Math.ceil(q * nanos.length) - 1] / 1e9;
      assertThat(histogram.quantileSeconds(q)).isCloseTo(exact, within(exact * 1e-3));
    }
    assertThat(histogram.meanSeconds())
        .isCloseTo(Arrays.stream(nanos).average().orElseThrow() / 1e9, within(1e-9));
    assertThat(histogram.maxSeconds()).isEqualTo(nanos[nanos.length - 1] / 1e9);
  }

  @Test
  void mergingEqualsRecordingTogether() {
    SplittableRandom random = new SplittableRandom(13);
    LatencyHistogram left = new LatencyHistogram();
    LatencyHistogram right = new LatencyHistogram();
    LatencyHistogram both = new LatencyHistogram();
    for (int i = 0; i < 5_000; i++) {
      long nanos = random.nextLong(1, 1L << random.nextInt(1, 40));
      (i % 3 == 0 ? left : right).recordNanos(nanos);
      both.recordNanos(nanos);
    }
    left.add(right);
    assertSame(left, both, "seed 13");
  }

  /** 300 days are 2.6e19 picoseconds, more than a long holds. */
  @Test
  void aWaitOfManyMonthsIsExact() {
    LatencyHistogram histogram = new LatencyHistogram();
    long day = 86_400_000_000_000L;
    histogram.recordNanos(100 * day);
    histogram.recordNanos(300 * day);
    histogram.recordMeanOf(300 * day, 3, 1);
    assertThat(histogram.meanSeconds()).isEqualTo(500 * 86_400 / 3.0);
    assertThat(histogram.maxSeconds()).isEqualTo(300 * 86_400.0);
    assertThat(histogram.quantileSeconds(1)).isCloseTo(300 * 86_400.0, within(300 * 86.4));
  }

  @Test
  void aMeanIsCutToThePicosecond() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.recordMeanOf(20, 3, 1);
    assertThat(histogram.maxSeconds()).isEqualTo(6_666 / 1e12);
  }

  @Test
  void anEmptyHistogramHasNoStatistics() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.recordNanos(5);
    histogram.clear();
    assertThat(histogram.count()).isZero();
    assertThat(histogram.meanSeconds()).isNaN();
    assertThat(histogram.quantileSeconds(0.5)).isNaN();
  }

  private static void assertSame(LatencyHistogram a, LatencyHistogram b, String what) {
    assertThat(a.count()).as(what).isEqualTo(b.count());
    assertThat(a.meanSeconds()).as(what).isEqualTo(b.meanSeconds());
    assertThat(a.maxSeconds()).as(what).isEqualTo(b.maxSeconds());
    for (double q : QUANTILES) {
      assertThat(a.quantileSeconds(q)).as(what + ", q " + q).isEqualTo(b.quantileSeconds(q));
    }
  }
}
