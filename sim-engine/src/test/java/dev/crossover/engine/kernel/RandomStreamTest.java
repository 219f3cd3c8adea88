package dev.crossover.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The draws follow their laws. Seeds are fixed; a test at level 1e-4 fails by design, not luck. */
class RandomStreamTest {
  private static final int DRAWS = 100_000;
  private static final double LEVEL = 1e-4;

  private final RandomStreams streams = new RandomStreams(42, 0);
  private final RandomStream stream = streams.stream("chat", "test");

  @Test
  void uniformDrawsFollowTheirLaw() {
    double[] draws = draws(stream::uniform);
    assertThat(StatUtils.min(draws)).isPositive();
    assertThat(StatUtils.max(draws)).isLessThan(1);
    assertFits(new UniformRealDistribution(null, 0, 1), draws);
  }

  @Test
  void exponentialDrawsFollowTheirLaw() {
    assertFits(new ExponentialDistribution(null, 1), draws(stream::exponential));
  }

  @Test
  void normalDrawsFollowTheirLaw() {
    assertFits(new NormalDistribution(null, 0, 1), draws(stream::normal));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.999, 1, 1.5, 4, 100})
  void gammaDrawsFollowTheirLaw(double shape) {
    double[] draws = draws(i -> stream.gamma(i, shape));
    assertFits(new GammaDistribution(null, shape, 1 / shape), draws);
    // To six standard errors; Var(s^2) follows from the kurtosis 3 + 6/shape.
    double mean = StatUtils.mean(draws);
    double variance = StatUtils.variance(draws, mean);
    double meanError = Math.sqrt(1 / shape / DRAWS);
    double varianceError = Math.sqrt((2 + 6 / shape) / DRAWS) / shape;
    assertThat(mean).isCloseTo(1, within(6 * meanError));
    assertThat(variance).isCloseTo(1 / shape, within(6 * varianceError));
  }

  /** The tests above see something: a shape 10 % off is refused. */
  @Test
  void aSlightlyWrongLawIsRefused() {
    double[] draws = draws(i -> stream.gamma(i, 4.0));
    assertThat(fit(new GammaDistribution(null, 4.4, 1 / 4.4), draws)).isLessThan(LEVEL);
  }

  @Test
  void gammaRefusesShapesThatAreNone() {
    for (double shape : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> stream.gamma(0, shape))
          .withMessageContaining("not " + shape);
    }
  }

  /** Each of 64 bits is set in half of the draws, whatever the stride of the index. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 1L << 20, 1L << 32, 0x9E3779B97F4A7C15L})
  void everyBitIsFairAtEveryStride(long stride) {
    long[] ones = new long[Long.SIZE];
    for (int i = 0; i < DRAWS; i++) {
      long bits = stream.bits(i * stride);
      for (int b = 0; b < Long.SIZE; b++) {
        ones[b] += bits >>> b & 1;
      }
    }
    double sixSigma = 3 * Math.sqrt(DRAWS);
    for (int b = 0; b < Long.SIZE; b++) {
      assertThat((double) ones[b]).as("bit %d", b).isCloseTo(DRAWS / 2.0, within(sixSigma));
    }
  }

  /** Pairs (u_i, u_(i+lag)) spread evenly over a 16 x 16 board. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64, 65_536})
  void drawsOfOneStreamAreIndependent(int lag) {
    assertIndependent(draws(stream::uniform), draws(i -> stream.uniform(i + lag)));
  }

  @Test
  void neighbouringNamesAreIndependent() {
    double[] draws = draws(stream::uniform);
    assertIndependent(draws, draws(streams.stream("chat", "tesu")::uniform));
    assertIndependent(draws, draws(streams.stream("chau", "test")::uniform));
    assertIndependent(draws, draws(new RandomStreams(43, 0).stream("chat", "test")::uniform));
    assertIndependent(draws, draws(new RandomStreams(42, 1).stream("chat", "test")::uniform));
  }

  @Test
  void subStreamsAreIndependentOfEachOtherAndOfTheirParent() {
    double[] first = draws(i -> stream.sub(i).uniform(0));
    assertFits(new UniformRealDistribution(null, 0, 1), first);
    assertIndependent(first, draws(i -> stream.sub(i).uniform(1)));
    assertIndependent(first, draws(i -> stream.sub(i + 1).uniform(0)));
    assertIndependent(first, draws(stream::uniform));
  }

  private static double[] draws(LongToDoubleFunction law) {
    return LongStream.range(0, DRAWS).mapToDouble(law).toArray();
  }

  private static void assertFits(RealDistribution law, double[] draws) {
    assertThat(fit(law, draws)).as("p-value of %s", law).isGreaterThan(LEVEL);
  }

  private static double fit(RealDistribution law, double[] draws) {
    return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(law, draws);
  }

  private static void assertIndependent(double[] x, double[] y) {
    long[][] board = new long[16][16];
    for (int i = 0; i < x.length; i++) {
      board[(int) (x[i] * 16)][(int) (y[i] * 16)]++;
    }
    assertThat(new ChiSquareTest().chiSquareTest(board)).isGreaterThan(LEVEL);
    assertThat(new PearsonsCorrelation().correlation(x, y))
        .isCloseTo(0, within(5 / Math.sqrt(x.length)));
  }
}
