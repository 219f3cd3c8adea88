package dev.crossover.traffic.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.crossover.engine.units.TimeSpan;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DurationDistributionTest {
  /** p84.13 is a standard deviation above the median: e^0.98 times as long. */
  @Test
  void aLognormalThinkTimeHasItsMedianAndItsSpread() {
    DurationDistribution think =
        DurationDistribution.of(Blocks.duration(LengthLaw.LOGNORMAL, "120s", 0.98));
    assertThat((double) think.nanos(0.5)).isCloseTo(120e9, within(10.0));
    assertThat((double) think.nanos(0.8413447460685429))
        .isCloseTo(120e9 * StrictMath.exp(0.98), withinPercentage(0.01));
    assertThat(think.meanNanos())
        .isCloseTo(120e9 * StrictMath.exp(0.98 * 0.98 / 2), withinPercentage(1e-6));
  }

  @Test
  void aDurationAloneIsAlwaysTheSame() {
    DurationDistribution think = DurationDistribution.of(DurationSpec.valueOf("1.5s"));
    assertThat(think.nanos(0.001)).isEqualTo(1_500_000_000L).isEqualTo(think.nanos(0.999));
    assertThat(think.meanNanos()).isEqualTo(1.5e9);
    assertThat(DurationDistribution.of(DurationSpec.valueOf("0s")).nanos(0.5)).isZero();
  }

  @Test
  void boundsHoldEveryDrawAndTheMean() {
    DurationDistribution law =
        DurationDistribution.of(spec(LengthLaw.EXPONENTIAL, "10s", null, "2s", "20s"));
    assertThat(law.nanos(1e-9)).isEqualTo(2_000_000_000L);
    assertThat(law.nanos(1 - 1e-9)).isEqualTo(20_000_000_000L);
    double mean = 2 + 10 * (StrictMath.exp(-0.2) - StrictMath.exp(-2));
    assertThat(law.meanNanos()).isCloseTo(mean * 1e9, withinPercentage(1e-6));
  }

  @Test
  void aUniformDurationLiesBetweenItsEnds() {
    DurationDistribution law =
        DurationDistribution.of(spec(LengthLaw.UNIFORM, null, null, "10s", "30s"));
    assertThat((double) law.nanos(0.25)).isCloseTo(15e9, within(2.0));
    assertThat(law.meanNanos()).isCloseTo(20e9, within(1.0));
  }

  @Test
  void quantilesAreReproducedAndStraightInTheLogarithm() {
    Map<String, TimeSpan> points = new LinkedHashMap<>();
    points.put("p0", TimeSpan.valueOf("1s"));
    points.put("p50", TimeSpan.valueOf("100s"));
    points.put("p100", TimeSpan.valueOf("10000s"));
    DurationDistribution law = DurationDistribution.of(quantiles(points));
    assertThat((double) law.nanos(0.5)).isCloseTo(100e9, within(10.0));
    assertThat((double) law.nanos(0.25)).isCloseTo(10e9, withinPercentage(0.1));
    assertThat(law.meanNanos()).isCloseTo(9999e9 / StrictMath.log(10_000), withinPercentage(1e-9));
    points.put("p0", TimeSpan.ZERO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> quantiles(points))
        .withMessageStartingWith("p0 (0s) must be above 0s")
        .withMessageContaining("Maybe 1ms");
  }

  @Test
  void whatMakesNoLawIsRefusedWithAdvice() {
    refused("distribution (geometric) is a law of whole numbers", LengthLaw.GEOMETRIC, "3s", null);
    refused("cv does not determine the distribution", LengthLaw.GAMMA, null, 1.0);
    refused("mean (0.0) must lie above 0", LengthLaw.EXPONENTIAL, "0s", null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(LengthLaw.EXPONENTIAL, "10s", null, "30s", "20s"))
        .withMessage("min (30s) is above max (20s). Maybe swap them");
  }

  private static void refused(
      String start, LengthLaw law, @Nullable String mean, @Nullable Double cv) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(law, mean, cv, null, null))
        .withMessageStartingWith(start)
        .withMessageContaining("Maybe ");
  }

  private static DurationSpec spec(
      LengthLaw law,
      @Nullable String mean,
      @Nullable Double cv,
      @Nullable String min,
      @Nullable String max) {
    return new DurationSpec(
        law, null, null, null, time(mean), cv, null, null, null, null, time(min), time(max));
  }

  private static DurationSpec quantiles(Map<String, TimeSpan> points) {
    return new DurationSpec(
        null, null, null, null, null, null, null, null, null, points, null, null);
  }

  private static @Nullable TimeSpan time(@Nullable String text) {
    return text == null ? null : TimeSpan.valueOf(text);
  }
}
