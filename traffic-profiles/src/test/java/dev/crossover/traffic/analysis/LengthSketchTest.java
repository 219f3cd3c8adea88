package dev.crossover.traffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;

class LengthSketchTest {
  @Test
  void quantilesOfShortLengthsAreExact() {
    LengthSketch sketch = sketch(7, 1, 8_191, 7);
    assertThat(sketch.quantile(0)).isEqualTo(1);
    assertThat(sketch.quantile(0.25)).isEqualTo(1);
    assertThat(sketch.quantile(0.26)).isEqualTo(7);
    assertThat(sketch.quantile(0.75)).isEqualTo(7);
    assertThat(sketch.quantile(1)).isEqualTo(8_191);
    assertThat(sketch.mean()).isEqualTo(8_206 / 4.0);
    assertThat(sketch.shareUpTo(6)).isEqualTo(0.25);
    assertThat(sketch.shareUpTo(7)).isEqualTo(0.75);
  }

  @Test
  void anEmptySketchHasNoLengths() {
    assertThat(sketch().mean()).isZero();
    assertThat(sketch().quantile(0.5)).isZero();
  }

  @Test
  void longLengthsAreHeldWithinOneInEightThousand() {
    for (int tokens = 1; tokens > 0; tokens += tokens / 3 + 1) {
      LengthSketch sketch = sketch(1, tokens, Integer.MAX_VALUE);
      assertThat(sketch.quantile(0.5)).isCloseTo(tokens, withinPercentage(100.0 / 8_192));
    }
  }

  @Test
  void quantilesAndDistancesAreThoseOfTheSamples() {
    int[] one = drawn(1, 5_000, 3_000);
    int[] other = drawn(2, 4_000, 3_600);
    LengthSketch a = sketch(one);
    LengthSketch b = sketch(other);
    int[] sorted = one.clone();
    Arrays.sort(sorted);
    for (int percent = 1; percent < 100; percent++) {
      assertThat(a.quantile(percent / 100.0))
          .as("seed 1, p%d", percent)
          .isCloseTo(sorted[one.length * percent / 100 - 1], withinPercentage(0.013));
    }
    double exact = KolmogorovSmirnov.distance(doubles(one), doubles(other));
    assertThat(exact).as("seeds 1 and 2").isGreaterThan(0.05);
    assertThat(a.distance(b)).as("seeds 1 and 2").isCloseTo(exact, within(0.002));
    assertThat(b.distance(a)).isEqualTo(a.distance(b));
    assertThat(a.distance(a)).isZero();
  }

  @Test
  void twoSketchesTogetherHoldWhatBothHold() {
    LengthSketch both = sketch(1, 2);
    both.addAll(sketch(3, 20_000));
    assertThat(both.distance(sketch(1, 2, 3, 20_000))).isZero();
    assertThat(both.mean()).isEqualTo(20_006 / 4.0);
    assertThat(both.quantile(1)).isEqualTo(20_000);
    assertThat(both.count()).isEqualTo(4);
  }

  private static LengthSketch sketch(int... lengths) {
    LengthSketch sketch = new LengthSketch();
    for (int length : lengths) {
      sketch.add(length);
    }
    return sketch;
  }

  private static int[] drawn(long seed, int count, double median) {
    RandomStream draws = new RandomStreams(seed, 0).stream("lengths");
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = (int) (median * FastMath.exp(1.2 * draws.normal(i))) + 1;
    }
    return lengths;
  }

  private static double[] doubles(int[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }
}
