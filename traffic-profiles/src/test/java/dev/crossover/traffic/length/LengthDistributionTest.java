package dev.crossover.traffic.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.units.Count;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LengthDistributionTest {
  private static final int SAMPLE = 200_000;
  private static final Map<String, Double> CONVERSATION = new LinkedHashMap<>();

  static {
    CONVERSATION.put("p0", 2.0);
    CONVERSATION.put("p10", 207.0);
    CONVERSATION.put("p30", 403.0);
    CONVERSATION.put("p50", 1020.0);
    CONVERSATION.put("p90", 2735.0);
    CONVERSATION.put("p99", 4142.0);
    CONVERSATION.put("p99.9", 6212.0);
    CONVERSATION.put("p100", 14050.0);
  }

  /** At most a share p lies below the p-quantile and at least p at or below it. */
  @Test
  void aTableReproducesItsQuantiles() {
    int[] sample = sample(law(quantiles(CONVERSATION), 1 << 20), "table");
    double noise = 3.3 * 0.5 / StrictMath.sqrt(SAMPLE);
    for (Map.Entry<String, Double> quantile : CONVERSATION.entrySet()) {
      double p = Double.parseDouble(quantile.getKey().substring(1)) / 100;
      double tokens = quantile.getValue();
      assertThat(share(sample, tokens)).as(quantile.getKey()).isGreaterThan(p - noise);
      assertThat(share(sample, tokens - 1)).as(quantile.getKey()).isLessThan(p + noise);
    }
  }

  /** Half-way in probability between two points is half-way in the logarithm. */
  @Test
  void aTableIsStraightInTheLogarithm() {
    Map<String, Double> points = new LinkedHashMap<>();
    points.put("p0", 100.0);
    points.put("p100", 10_000.0);
    LengthDistribution law = law(quantiles(points), 1 << 20);
    assertThat(law.tokens(0.5)).isEqualTo(1000);
    assertThat(law.tokens(0.25)).isEqualTo(316);
    assertThat(law.mean()).isCloseTo(9900 / StrictMath.log(100), within(1e-6));
  }

  @Test
  void lengthsNeverDecreaseWithTheDraw() {
    for (LengthSpec spec : new LengthSpec[] {quantiles(CONVERSATION), median(512, 3000, null)}) {
      LengthDistribution law = law(spec, 5000);
      int last = 1;
      for (int i = 0; i < 100_000; i++) {
        int tokens = law.tokens((i + 0.5) / 100_000);
        assertThat(tokens).isBetween(last, 5000);
        last = tokens;
      }
    }
  }

  /** Beyond the points of a table the lengths stay level. */
  @Test
  void aTableIsLevelBeyondItsEnds() {
    Map<String, Double> points = new LinkedHashMap<>();
    points.put("p10", 5.0);
    points.put("p90", 50.0);
    LengthDistribution law = law(quantiles(points), 1 << 20);
    assertThat(law.tokens(1e-9)).isEqualTo(5);
    assertThat(law.tokens(1 - 1e-9)).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 512", "0.99, 3000"})
  void aLognormalHasItsNamedQuantiles(double p, int tokens) {
    assertThat(law(median(512, 3000, null), 1 << 20).tokens(p)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({"250, 0.8", "800, 1.0", "2000, 2.0", "60, 0.3"})
  void aLognormalHasItsMean(double mean, double cv) {
    LengthSpec byCv = lognormal(null, null, mean, cv, null, null, null);
    LengthSpec byStdev = lognormal(null, null, mean, null, mean * cv, null, null);
    LengthDistribution law = law(byCv, LengthDistribution.UNLIMITED);
    assertThat(law.mean()).isCloseTo(mean, withinPercentage(0.01));
    assertThat(law(byStdev, LengthDistribution.UNLIMITED).mean())
        .isCloseTo(law.mean(), withinPercentage(1e-9));
  }

  /** The stated mean is that of the tokens drawn, bounds and rounding included. */
  @Test
  void theStatedMeanIsTheMeanOfTheTokensDrawn() {
    LengthSpec[] specs = {
      quantiles(CONVERSATION),
      bounded(CONVERSATION, 300, 2500),
      median(512, 3000, null),
      median(512, 3000, 1024),
      lognormal(200.0, 1.5, null, null, null, 150, 900),
    };
    for (LengthSpec spec : specs) {
      LengthDistribution law = law(spec, 1 << 20);
      double sum =
          IntStream.range(0, SAMPLE).mapToDouble(i -> law.tokens((i + 0.5) / SAMPLE)).sum();
      assertThat(law.mean()).as(spec.toString()).isCloseTo(sum / SAMPLE, withinPercentage(0.1));
    }
  }

  @Test
  void boundsAndTheLimitCutWhatLiesBeyond() {
    LengthSpec spec = lognormal(200.0, 1.5, null, null, null, 150, 900);
    assertThat(law(spec, 1 << 20).tokens(0.001)).isEqualTo(150);
    assertThat(law(spec, 1 << 20).tokens(0.999)).isEqualTo(900);
    assertThat(law(spec, 500).tokens(0.999)).isEqualTo(500);
    assertThat(law(spec, 100).tokens(0.001)).isEqualTo(100);
    assertThat(law(LengthSpec.constant(512), 100).tokens(0.5)).isEqualTo(100);
  }

  /** A limit cuts each draw and changes no other. */
  @Test
  void aLimitIsTheMinimumWithTheUnlimitedDraw() {
    LengthDistribution free = law(quantiles(CONVERSATION), 1 << 20);
    LengthDistribution cut = law(quantiles(CONVERSATION), 1000);
    for (int i = 0; i < 10_000; i++) {
      double draw = (i + 0.5) / 10_000;
      assertThat(cut.tokens(draw)).isEqualTo(Math.min(free.tokens(draw), 1000));
    }
  }

  private static LengthDistribution law(LengthSpec spec, int limit) {
    return LengthDistribution.of(spec, limit, Path.of("."));
  }

  private static int[] sample(LengthDistribution law, String purpose) {
    RandomStream draws = new RandomStreams(17, 0).stream("test", purpose);
    return IntStream.range(0, SAMPLE).map(i -> law.tokens(draws.uniform(i))).sorted().toArray();
  }

  /** Share of the sample at or below a length. */
  private static double share(int[] sample, double tokens) {
    return (double) IntStream.of(sample).filter(length -> length <= tokens).count() / SAMPLE;
  }

  private static LengthSpec quantiles(Map<String, Double> points) {
    return new LengthSpec(
        null, null, null, null, null, null, null, null, null, points, null, null, null, null);
  }

  private static LengthSpec bounded(Map<String, Double> points, long min, long max) {
    return new LengthSpec(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        points,
        null,
        null,
        new Count(min),
        new Count(max));
  }

  private static LengthSpec median(double p50, double p99, Integer max) {
    return new LengthSpec(
        LengthLaw.LOGNORMAL,
        p50,
        p99,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        count(max));
  }

  private static LengthSpec lognormal(
      Double p50, Double sigma, Double mean, Double cv, Double stdev, Integer min, Integer max) {
    return new LengthSpec(
        LengthLaw.LOGNORMAL,
        p50,
        null,
        sigma,
        mean,
        cv,
        stdev,
        null,
        null,
        null,
        null,
        null,
        count(min),
        count(max));
  }

  private static Count count(Integer value) {
    return value == null ? null : new Count(value);
  }
}
