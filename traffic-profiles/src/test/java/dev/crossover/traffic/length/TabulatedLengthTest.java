package dev.crossover.traffic.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TabulatedLengthTest {
  private static final int SAMPLE = 100_000;

  static Stream<LengthSpec> blocks() {
    return Stream.of(
        Blocks.named(LengthLaw.EXPONENTIAL, "mean", 700),
        Blocks.named(LengthLaw.EXPONENTIAL, "mean", 2),
        Blocks.named(LengthLaw.GEOMETRIC, "mean", 2.35),
        Blocks.named(LengthLaw.GEOMETRIC, "mean", 8, "max", 12),
        Blocks.named(LengthLaw.GAMMA, "mean", 500, "cv", 1.7),
        Blocks.named(LengthLaw.WEIBULL, "shape", 2.88, "scale", 2860, "max", 4054),
        Blocks.named(LengthLaw.WEIBULL, "shape", 0.4, "scale", 300),
        Blocks.named(LengthLaw.LOGLOGISTIC, "p50", 167, "shape", 2.54, "max", 4056),
        Blocks.named(LengthLaw.PARETO, "scale", 30, "shape", 0.4, "max", 30_000),
        Blocks.named(LengthLaw.LOMAX, "scale", 7.758, "shape", 0.4044, "max", 100_000),
        Blocks.named(LengthLaw.NORMAL, "mean", 100, "stdev", 80, "min", 20),
        Blocks.named(LengthLaw.UNIFORM, "mean", 100, "cv", 0.5),
        Blocks.named(LengthLaw.UNIFORM, "min", 3, "max", 7),
        mixture());
  }

  static LengthSpec mixture() {
    return Blocks.mixture(
        List.of(
            Blocks.part(3.0, LengthLaw.LOGNORMAL, "p50", 200, "sigma", 1, "max", 900),
            Blocks.part(null, LengthLaw.CONSTANT, "mean", 4096),
            Blocks.part(2.0, Blocks.quantiles(Map.of("p0", 10.0, "p50", 50.0, "p100", 5000.0)))));
  }

  /** Every draw is the law's own, rounded and held, or the next number where it just misses. */
  @ParameterizedTest
  @MethodSource("blocks")
  void theTableIsTrueToTheLawAndItsTails(LengthSpec spec) {
    LengthDistribution table = compiled(spec);
    Law law = spec.law(Path.of("."));
    TokenBounds bounds = TokenBounds.of(spec.min(), spec.max(), TokenBounds.LIMIT);
    for (double p = 1e-15; p < 0.5; p *= 1.3) {
      for (double draw : new double[] {p, 1 - p}) {
        int exact = bounds.tokens(law.quantile(draw));
        assertThat((double) table.tokens(draw))
            .as("draw %s", draw)
            .isCloseTo(exact, within(Math.max(1, 0.001 * exact)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void lengthsNeverDecreaseWithTheDraw(LengthSpec spec) {
    LengthDistribution law = compiled(spec);
    int last = 1;
    for (int i = 0; i < SAMPLE; i++) {
      int tokens = law.tokens((i + 0.5) / SAMPLE);
      if (tokens < last) {
        throw new AssertionError(tokens + " after " + last + " at draw " + (i + 0.5) / SAMPLE);
      }
      last = tokens;
    }
  }

  /** The mean of the tokens drawn, by the midpoint rule, finer the nearer to the upper end. */
  @ParameterizedTest
  @MethodSource("blocks")
  void theStatedMeanIsTheMeanOfTheTokensDrawn(LengthSpec spec) {
    LengthDistribution law = compiled(spec);
    double sum = 0;
    double from = 0;
    for (int part = 0; part < 30; part++) {
      double width = part == 29 ? 1 - from : (1 - from) * 0.5;
      for (int i = 0; i < 5_000; i++) {
        sum += width / 5_000 * law.tokens(from + width * (i + 0.5) / 5_000);
      }
      from += width;
    }
    assertThat(law.mean()).isCloseTo(sum, withinPercentage(0.05));
  }

  /** 1 - p = 2/3: one third of the sessions have one turn, two ninths two, and so on. */
  @Test
  void aGeometricLengthIsExactlyGeometric() {
    LengthDistribution law = compiled(Blocks.named(LengthLaw.GEOMETRIC, "mean", 3));
    int[] counts = new int[200];
    for (int i = 0; i < SAMPLE; i++) {
      counts[law.tokens((i + 0.5) / SAMPLE)]++;
    }
    double share = 1.0 / 3;
    for (int turns = 1; turns < 12; turns++) {
      assertThat((double) counts[turns] / SAMPLE)
          .as("%s turns", turns)
          .isCloseTo(share, within(2e-5));
      share *= 2.0 / 3;
    }
    assertThat(counts[0]).isZero();
    assertThat(law.mean()).isCloseTo(3, within(1e-5));
  }

  @Test
  void aUniformLengthHasBothItsEndsAsOftenAsTheRest() {
    LengthDistribution law = compiled(Blocks.named(LengthLaw.UNIFORM, "min", 3, "max", 7));
    int[] counts = new int[9];
    for (int i = 0; i < SAMPLE; i++) {
      counts[law.tokens((i + 0.5) / SAMPLE)]++;
    }
    assertThat(counts).containsExactly(0, 0, 0, 20_000, 20_000, 20_000, 20_000, 20_000, 0);
    assertThat(law.mean()).isCloseTo(5, within(1e-9));
  }

  /** A sixth of the requests has exactly 4,096 tokens, and hardly any just less or more. */
  @Test
  void aMixtureKeepsTheSpikesOfItsParts() {
    LengthDistribution law = compiled(mixture());
    int at = 0;
    int near = 0;
    for (int i = 0; i < SAMPLE; i++) {
      int tokens = law.tokens((i + 0.5) / SAMPLE);
      at += tokens == 4096 ? 1 : 0;
      near += Math.abs(tokens - 4096) < 60 && tokens != 4096 ? 1 : 0;
    }
    assertThat((double) at / SAMPLE).isCloseTo(1.0 / 6, within(0.0005));
    assertThat((double) near / SAMPLE).isLessThan(0.003);
    double parts =
        (3 * compiled(Blocks.named(LengthLaw.LOGNORMAL, "p50", 200, "sigma", 1, "max", 900)).mean()
                + 4096
                + 2
                    * compiled(Blocks.quantiles(Map.of("p0", 10.0, "p50", 50.0, "p100", 5000.0)))
                        .mean())
            / 6;
    assertThat(law.mean()).isCloseTo(parts, withinPercentage(0.02));
  }

  private static LengthDistribution compiled(LengthSpec spec) {
    return LengthDistribution.of(spec, LengthDistribution.UNLIMITED, Path.of("."));
  }
}
