package dev.crossover.traffic.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopulaTest {
  private static final int SAMPLE = 40_000;
  private static final RandomStream PROMPT = new RandomStreams(5, 0).stream("prompt");
  private static final RandomStream OWN = new RandomStreams(5, 0).stream("output");

  /** A rank correlation of n pairs strays by about 1/sqrt(n): here by 0.005. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.9, -0.3, 0.07, 0.5, 0.95})
  void drawsHaveTheRankCorrelationAskedFor(double wanted) {
    Copula copula = new Copula(wanted);
    double[] prompts = IntStream.range(0, SAMPLE).mapToDouble(PROMPT::uniform).toArray();
    double[] outputs =
        IntStream.range(0, SAMPLE)
            .mapToDouble(i -> copula.correlated(PROMPT.uniform(i), OWN.uniform(i)))
            .toArray();
    double found = new SpearmansCorrelation().correlation(prompts, outputs);
    assertThat(found).as("seed 5").isCloseTo(wanted, within(0.018));
  }

  /** The largest gap to the uniform law: 1.63/sqrt(n) holds in 99 % of samples. */
  @Test
  void drawsRemainUniform() {
    Copula copula = new Copula(0.6);
    double[] draws =
        IntStream.range(0, SAMPLE)
            .mapToDouble(i -> copula.correlated(PROMPT.uniform(i), OWN.uniform(i)))
            .sorted()
            .toArray();
    double gap = 0;
    for (int i = 0; i < SAMPLE; i++) {
      gap = Math.max(gap, Math.abs(draws[i] - (i + 0.5) / SAMPLE));
    }
    assertThat(gap).as("seed 5").isLessThan(1.63 / StrictMath.sqrt(SAMPLE));
  }

  @Test
  void withoutCorrelationADrawIsLeftAsItIs() {
    assertThat(new Copula(0).correlated(0.123, 0.456)).isEqualTo(0.456);
  }

  @Test
  void fullCorrelationFollowsThePromptOrTurnsItRound() {
    assertThat(new Copula(1).correlated(0.123, 0.456)).isCloseTo(0.123, within(1e-12));
    assertThat(new Copula(-1).correlated(0.123, 0.456)).isCloseTo(0.877, within(1e-12));
  }

  @Test
  void noDrawReachesZeroOrOne() {
    double least = 0x1p-53;
    for (double rho : new double[] {-1, -0.7, 0.7, 1}) {
      for (double one : new double[] {least, 1 - least}) {
        for (double other : new double[] {least, 1 - least}) {
          assertThat(new Copula(rho).correlated(one, other)).isBetween(least, 1 - least);
        }
      }
    }
  }

  @Test
  void aCorrelationBeyondOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Copula(1.01))
        .withMessage("correlation (1.01) must lie between -1 and 1. Maybe 0.3");
  }

  /** Commons Math sums an error function, by another method. */
  @Test
  void theNormalProbabilityIsTrueToNineDigits() {
    NormalDistribution known = new NormalDistribution(null, 0, 1);
    for (double z = -8.3; z < 8.3; z += 0.0137) {
      double share = known.cumulativeProbability(z);
      assertThat(NormalProbability.below(z)).as("z %s", z).isCloseTo(share, within(1e-13));
    }
    for (double z = -37; z < -2; z += 0.137) {
      double share = known.cumulativeProbability(z);
      assertThat(NormalProbability.below(z)).as("z %s", z).isCloseTo(share, within(1e-8 * share));
    }
  }
}
