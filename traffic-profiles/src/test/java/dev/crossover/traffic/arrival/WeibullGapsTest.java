package dev.crossover.traffic.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.WeibullDistribution;
import org.apache.commons.math3.special.Gamma;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeibullGapsTest {
  private static final RandomStream DRAWS = new RandomStreams(5, 0).stream("default", "arrival");

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.7, 1, 2.5, 20})
  void gapsFollowTheWeibullLawOfMeanOne(double shape) {
    WeibullGaps gaps = new WeibullGaps(shape);
    double[] sample =
        IntStream.rangeClosed(1, 20_000).mapToDouble(i -> gaps.gap(DRAWS, i)).toArray();
    double scale = 1 / Gamma.gamma(1 + 1 / shape);
    WeibullDistribution law = new WeibullDistribution(null, shape, scale);
    assertThat(law.getNumericalMean()).isCloseTo(1, within(1e-9));
    double distance = new KolmogorovSmirnovTest().kolmogorovSmirnovStatistic(law, sample);
    assertThat(distance).as("seed 5").isLessThan(1.95 / StrictMath.sqrt(sample.length));
  }

  @Test
  void shapeOneIsPoisson() {
    WeibullGaps weibull = new WeibullGaps(1);
    PoissonGaps poisson = new PoissonGaps();
    for (int i = 1; i < 1000; i++) {
      assertThat(weibull.gap(DRAWS, i)).isCloseTo(poisson.gap(DRAWS, i), withinPercentage(1e-9));
    }
  }

  /** The wait from an arbitrary instant has mean E[gap^2]/2 and survival integral of the law's. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 1, 3})
  void theFirstGapIsTheWaitFromAnArbitraryInstant(double shape) {
    WeibullGaps gaps = new WeibullGaps(shape);
    int seeds = 20_000;
    double[] waits =
        IntStream.range(0, seeds)
            .mapToDouble(seed -> gaps.gap(new RandomStreams(seed, 0).stream("d", "arrival"), 0))
            .toArray();
    double scale = 1 / Gamma.gamma(1 + 1 / shape);
    for (double wait : new double[] {0.1, 0.5, 1, 2}) {
      double expected = Gamma.regularizedGammaP(1 / shape, StrictMath.pow(wait / scale, shape));
      double found = (double) Arrays.stream(waits).filter(w -> w <= wait).count() / seeds;
      assertThat(found)
          .as("wait %s", wait)
          .isCloseTo(expected, within(4 * StrictMath.sqrt(expected * (1 - expected) / seeds)));
    }
  }

  /** Shape 1/2 has moments Gamma(3) = 2 and Gamma(5) = 24, so cv^2 = 24/4 - 1 = 5. */
  @ParameterizedTest
  @CsvSource({"0.5, 2.2360679775", "1, 1", "2, 0.5227232008"})
  void theShapeIsFoundFromTheCoefficientOfVariation(double shape, double cv) {
    assertThat(WeibullGaps.cvOf(shape)).isCloseTo(cv, within(1e-9));
    assertThat(new ArrivalSpec(ArrivalProcess.WEIBULL, null, cv).weibullShape())
        .isCloseTo(shape, withinPercentage(1e-7));
  }

  @ParameterizedTest
  @CsvSource({
    "WEIBULL, , , , needs shape or cv",
    "WEIBULL, 0.5, , , burstiness and cv belong to process gamma",
    "WEIBULL, , 1, 1, say the same thing",
    "WEIBULL, , , 0.09, shape must lie between 0.1 and 1000",
    "WEIBULL, , , NaN, shape must lie between",
    "WEIBULL, , 430, , cv between 0.0013 and 429",
    "WEIBULL, , 0.0012, , cv between",
    "GAMMA, 0.5, , 0.7, shape belongs to process weibull",
    "POISSON, , 0.7, , belong to process gamma",
    "CONSTANT, , , 0.7, shape belongs to process weibull"
  })
  void aShapeThatDoesNotFitIsRefused(
      ArrivalProcess process, Double burstiness, Double cv, Double shape, String message) {
    assertThatThrownBy(() -> new ArrivalSpec(process, burstiness, cv, shape))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("Maybe");
  }
}
