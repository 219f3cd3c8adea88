package dev.crossover.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AS 241 against commons-math3, whose quantile inverts the error function. */
class NormalQuantileTest {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  @Test
  void agreesWithCommonsMathOverTheMiddle() {
    for (int i = 1; i < 10_000; i++) {
      double p = i / 10_000.0;
      double expected = NORMAL.inverseCumulativeProbability(p);
      assertThat(NormalQuantile.of(p)).as("p = %s", p).isCloseTo(expected, within(1e-13));
    }
  }

  /** Far out the distribution function itself is the judge: its relative error must stay small. */
  @Test
  void theLowerTailComesBackFromItsQuantile() {
    for (int exponent = 5; exponent <= 300; exponent += 5) {
      double p = Double.parseDouble("1e-" + exponent);
      double back = 0.5 * Erf.erfc(-NormalQuantile.of(p) / Math.sqrt(2));
      assertThat(back / p).as("p = 1e-%d", exponent).isCloseTo(1, within(1e-10));
    }
  }

  /** Values of R's qnorm, to 16 digits. */
  @ParameterizedTest
  @CsvSource({
    "0.5,    0",
    "0.975,  1.959963984540054",
    "0.025, -1.959963984540054",
    "0.9995, 3.290526731491926",
    "1e-10, -6.361340902404056",
    "1e-20, -9.262340089798408"
  })
  void agreesWithPublishedValues(double p, double z) {
    assertThat(NormalQuantile.of(p)).isCloseTo(z, within(2e-15 * Math.max(1, Math.abs(z))));
  }

  @Test
  void isOddAboutTheMedianAndRisesThroughItsSeams() {
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < 1 << 16; i++) {
      double p = i * 0x1.0p-16;
      double z = NormalQuantile.of(p);
      assertThat(z).isGreaterThan(last).isEqualTo(-NormalQuantile.of(1 - p));
      last = z;
    }
  }
}
