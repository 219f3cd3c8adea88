package dev.crossover.traffic.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.ParetoDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.WeibullDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LawTest {
  private static final double[] SHARES = {
    1e-9, 1e-4, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999, 1 - 1e-9
  };

  /** Commons Math, an independent implementation, has the same distribution functions. */
  @ParameterizedTest
  @MethodSource("known")
  void aLawIsTheOneItIsNamedAfter(Law law, RealDistribution known) {
    for (double p : SHARES) {
      double x = law.quantile(p);
      assertThat(known.cumulativeProbability(x)).as("at p = %s", p).isCloseTo(p, within(1e-11));
      assertThat(law.cumulative(x)).as("at p = %s", p).isCloseTo(p, within(1e-11));
    }
    assertThat(law.heldMean(1e-9, 1e12))
        .isCloseTo(known.getNumericalMean(), withinPercentage(1e-4));
  }

  static Stream<Arguments> known() {
    return Stream.of(
        Arguments.of(new ExponentialLaw(700), new ExponentialDistribution(null, 700)),
        Arguments.of(new GammaLaw(0.3, 900), new GammaDistribution(null, 0.3, 900)),
        Arguments.of(new GammaLaw(1, 12), new GammaDistribution(null, 1, 12)),
        Arguments.of(new GammaLaw(44.38, 14.7), new GammaDistribution(null, 44.38, 14.7)),
        Arguments.of(new GammaLaw(900, 3), new GammaDistribution(null, 900, 3)),
        Arguments.of(new WeibullLaw(2.88, 2860), new WeibullDistribution(null, 2.88, 2860)),
        Arguments.of(new WeibullLaw(0.5, 80), new WeibullDistribution(null, 0.5, 80)),
        Arguments.of(new NormalLaw(4000, 100), new NormalDistribution(null, 4000, 100)),
        Arguments.of(new LognormalLaw(6.2, 0.8), new LogNormalDistribution(null, 6.2, 0.8)),
        Arguments.of(new ParetoLaw(2.5, 90), new ParetoDistribution(null, 90, 2.5)));
  }

  /** P(X > x) = 1 / (1 + (x / scale)^shape), and (1 + x / scale)^-shape. */
  @Test
  void theLawsThatCommonsMathLacksAreAsDefined() {
    assertThat(new LoglogisticLaw(2, 100).quantile(0.8)).isCloseTo(200, within(1e-10));
    assertThat(new LoglogisticLaw(2, 100).cumulative(300)).isCloseTo(0.9, within(1e-12));
    assertThat(new LoglogisticLaw(3, 100).heldMean(1e-6, 1e8))
        .isCloseTo(100 * (Math.PI / 3) / StrictMath.sin(Math.PI / 3), withinPercentage(1e-4));
    assertThat(new LomaxLaw(2, 100).quantile(0.75)).isCloseTo(100, within(1e-10));
    assertThat(new LomaxLaw(2, 100).cumulative(900)).isCloseTo(0.99, within(1e-12));
    assertThat(new LomaxLaw(3, 100).heldMean(1e-6, 1e8)).isCloseTo(50, withinPercentage(1e-4));
    assertThat(new UniformLaw(10, 30).quantile(0.25)).isEqualTo(15);
    assertThat(new UniformLaw(10, 30).heldMean(20, 100)).isCloseTo(22.5, within(1e-12));
  }

  /** All ways to write one law. */
  @Test
  void parametersSayTheSameLawInSeveralWays() {
    Law weibull = law(Blocks.named(LengthLaw.WEIBULL, "shape", 1.5, "scale", 900));
    double mean = weibull.heldMean(1e-9, 1e9);
    double median = weibull.quantile(0.5);
    same(weibull, Blocks.named(LengthLaw.WEIBULL, "p50", median, "shape", 1.5));
    same(weibull, Blocks.named(LengthLaw.WEIBULL, "p50", median, "p99", weibull.quantile(0.99)));
    same(weibull, Blocks.named(LengthLaw.WEIBULL, "mean", mean, "shape", 1.5));
    double cv = new WeibullDistribution(null, 1.5, 900).getNumericalVariance();
    cv = Math.sqrt(cv) / mean;
    same(weibull, Blocks.named(LengthLaw.WEIBULL, "mean", mean, "cv", cv));
    same(weibull, Blocks.named(LengthLaw.WEIBULL, "mean", mean, "stdev", cv * mean));

    Law gamma = law(Blocks.named(LengthLaw.GAMMA, "shape", 4, "scale", 50));
    same(gamma, Blocks.named(LengthLaw.GAMMA, "mean", 200, "cv", 0.5));
    same(gamma, Blocks.named(LengthLaw.GAMMA, "mean", 200, "stdev", 100));
    same(gamma, Blocks.named(LengthLaw.GAMMA, "mean", 200, "shape", 4));

    for (LengthLaw heavy : List.of(LengthLaw.LOGLOGISTIC, LengthLaw.PARETO)) {
      Law law = law(Blocks.named(heavy, "shape", 2.5, "scale", 100));
      double p50 = law.quantile(0.5);
      same(law, Blocks.named(heavy, "p50", p50, "shape", 2.5));
      same(law, Blocks.named(heavy, "p50", p50, "p99", law.quantile(0.99)));
      same(law, Blocks.named(heavy, "mean", law.heldMean(1e-9, 1e12), "shape", 2.5));
    }
    Law lomax = law(Blocks.named(LengthLaw.LOMAX, "shape", 3, "scale", 100));
    same(lomax, Blocks.named(LengthLaw.LOMAX, "mean", 50, "shape", 3));
    Law normal = law(Blocks.named(LengthLaw.NORMAL, "mean", 500, "stdev", 50));
    same(normal, Blocks.named(LengthLaw.NORMAL, "mean", 500, "cv", 0.1));
    same(normal, Blocks.named(LengthLaw.NORMAL, "p50", 500, "p99", normal.quantile(0.99)));
    Law exponential = law(Blocks.named(LengthLaw.EXPONENTIAL, "mean", 70));
    same(exponential, Blocks.named(LengthLaw.EXPONENTIAL, "p50", exponential.quantile(0.5)));
    Law uniform = law(Blocks.named(LengthLaw.UNIFORM, "mean", 500, "cv", 0.4));
    assertThat(uniform.quantile(1e-12)).isCloseTo(500 * (1 - 0.4 * Math.sqrt(3)), within(1e-6));
  }

  @Test
  void parametersThatMakeNoLawAreRefusedWithAdvice() {
    refused("needs shape|does not determine", LengthLaw.WEIBULL, "shape", 2);
    refused("p99 must be above p50", LengthLaw.WEIBULL, "p50", 10, "p99", 5);
    refused("shape .0.9. must be above 1", LengthLaw.PARETO, "mean", 10, "shape", 0.9);
    refused("cv .5000.0. must lie between", LengthLaw.WEIBULL, "mean", 10, "cv", 5000);
    refused("between 0.1 and 1000", LengthLaw.GAMMA, "shape", 0.01, "scale", 5);
    refused("mean .1.0. must be above 1", LengthLaw.GEOMETRIC, "mean", 1);
    refused("cv .0.6. must be at most 0.577", LengthLaw.UNIFORM, "mean", 10, "cv", 0.6);
    refused("does not determine", LengthLaw.UNIFORM, "min", 10);
    refused("does not determine", LengthLaw.UNIFORM, "min", 10, "max", 20, "mean", 15);
    refused("min .30. is above max .20.", LengthLaw.UNIFORM, "min", 30, "max", 20);
    refused("sigma .* must lie above 0", LengthLaw.LOGNORMAL, "p50", 10, "sigma", -1);
  }

  private static void refused(String pattern, LengthLaw law, Object... parameters) {
    assertThatIllegalArgumentException()
        .as("%s", law)
        .isThrownBy(() -> Blocks.named(law, parameters))
        .withMessageMatching(".*(" + pattern + ").*Maybe .*");
  }

  private static void same(Law law, LengthSpec spec) {
    for (double p : SHARES) {
      assertThat(law(spec).quantile(p)).as("%s", spec).isCloseTo(law.quantile(p), within(0.01));
    }
  }

  private static Law law(LengthSpec spec) {
    return spec.law(Path.of("."));
  }
}
