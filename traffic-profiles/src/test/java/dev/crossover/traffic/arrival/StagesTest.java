package dev.crossover.traffic.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.units.TimeSpan;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagesTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final TimeSpan MONTH = TimeSpan.valueOf("720h");
  private static final LocalCalendar UTC =
      new LocalCalendar(LocalDateTime.of(2026, 1, 5, 0, 0), ZoneOffset.UTC);

  /** 0 to 2 in a line over 10 min, 3 at once for 5 min, down to 1 in a line over 7 min, then 1. */
  @Test
  void everyStageHoldsTheRequestsOfItsSmoothRamp() {
    RatePlan plan = plan(5, false, linear("10min", "2"), step("5min", "3"), linear("7min", "1"));
    assertThat(plan.requests(0, 10 * MINUTE)).isCloseTo(5 * 600 * 1.0, within(1e-6));
    assertThat(plan.requests(0, 5 * MINUTE)).isCloseTo(5 * 300 * 0.5, within(1e-6));
    assertThat(plan.requests(10 * MINUTE, 15 * MINUTE)).isCloseTo(5 * 300 * 3, within(1e-6));
    assertThat(plan.requests(15 * MINUTE, 22 * MINUTE)).isCloseTo(5 * 420 * 2, within(1e-6));
    assertThat(plan.requests(22 * MINUTE, 82 * MINUTE)).isCloseTo(5 * 3600, within(1e-6));
  }

  /** From 1 to 8 over 3 min the rate doubles each minute: a minute from a holds 60 a/ln 2. */
  @Test
  void anExponentialRampGrowsByTheSameFactorInEqualTimes() {
    StageSpec grow = stage("3min", "8", Ramp.EXPONENTIAL);
    RatePlan plan = plan(1, false, step("1min", "1"), grow);
    for (int minute = 0; minute < 3; minute++) {
      double begin = 1 << minute;
      assertThat(plan.requests((minute + 1) * MINUTE, (minute + 2) * MINUTE))
          .as("minute %s", minute)
          .isCloseTo(60 * begin / StrictMath.log(2), within(begin * 0.2));
    }
    assertThat(plan.requests(MINUTE, 4 * MINUTE))
        .isCloseTo(60 * 7 / StrictMath.log(2), within(1e-6));
  }

  @Test
  void aLevelExponentialRampIsLevel() {
    StageSpec level = stage("3min", "2", Ramp.EXPONENTIAL);
    assertThat(plan(1, false, step("1min", "2"), level).requests(0, 4 * MINUTE))
        .isCloseTo(480, within(1e-6));
  }

  /** 20/s, then 36K an hour and 7.2 M a month of 720 h, which are 10/s and 2.78/s. */
  @Test
  void stagesThatGiveRatesAreTakenAsTheyAre() {
    RatePlan plan =
        plan(1, true, step("1min", "20/s"), step("1min", "36K/h"), step("1h", "7.2M/month"));
    assertThat(plan.hasStageRates()).isTrue();
    assertThat(plan.requests(0, MINUTE)).isCloseTo(1200, within(1e-9));
    assertThat(plan.requests(MINUTE, 2 * MINUTE)).isCloseTo(600, within(1e-9));
    assertThat(plan.requests(2 * MINUTE, 62 * MINUTE)).isCloseTo(10_000, within(1e-6));
    RatePlan fifth = plan(0.2, true, step("1min", "20/s"));
    assertThat(fifth.requests(0, MINUTE)).isCloseTo(240, within(1e-9));
  }

  @Test
  void factorsShareOutTheNormalisedVolume() {
    RatePlan plan = plan(10, true, step("15min", "1"), step("15min", "0"), step("1h", "2"));
    assertThat(plan.requests(0, 60 * MINUTE)).isCloseTo(36_000, within(1e-6));
    assertThat(plan.requests(0, 15 * MINUTE)).isCloseTo(7200, within(1e-6));
    assertThat(plan.peakHour(0, 60 * MINUTE).perSecond()).isCloseTo(10, within(1e-9));
  }

  /** Nothing comes in the silent decade, and it costs no time to speak of to find that out. */
  @Test
  void nothingComesInASilentDecade() {
    RatePlan plan = plan(1, false, step("1min", "1"), step("3650d", "0"), step("1min", "1"));
    ArrivalTimes times =
        plan.arrivals(
            ArrivalSpec.POISSON, new RandomStreams(2, 0), "d", "", 3651 * 24 * 60 * MINUTE);
    long silenceEnds = MINUTE + 3650 * 24 * 60 * MINUTE;
    long before = 0;
    long at = times.next();
    while (at < MINUTE && at != ArrivalTimes.NONE) {
      before++;
      at = times.next();
    }
    assertThat(before).as("seed 2").isBetween(30L, 100L);
    assertThat(at).isBetween(silenceEnds, silenceEnds + MINUTE);
  }

  @ParameterizedTest
  @CsvSource({
    "5min 1 step; 5min 20/s step, mix factors and rates",
    "5min 0 step; 5min 0 linear, every stage is 0",
    "5min 2 exponential, stage 1 has an exponential ramp from or to 0",
    "5min 2 step; 5min 0 exponential, stage 2 has an exponential ramp",
    "5000d 2 step; 5000d 1 step, longer than 20 years in all"
  })
  void stagesThatMakeNoSenseAreRefused(String stages, String message) {
    List<StageSpec> specs = Arrays.stream(stages.split("; ", -1)).map(StagesTest::stage).toList();
    assertThatThrownBy(() -> new RateShape(null, List.of(), specs, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("Maybe");
  }

  private static StageSpec stage(String text) {
    String[] parts = text.split(" ", -1);
    return stage(parts[0], parts[1], Ramp.valueOf(parts[2].toUpperCase(Locale.ROOT)));
  }

  private static StageSpec step(String duration, String target) {
    return stage(duration, target, null);
  }

  private static StageSpec linear(String duration, String target) {
    return stage(duration, target, Ramp.LINEAR);
  }

  private static StageSpec stage(String duration, String target, @Nullable Ramp ramp) {
    return new StageSpec(TimeSpan.valueOf(duration), StageTarget.valueOf(target), ramp);
  }

  private static RatePlan plan(double perSecond, boolean normalize, StageSpec... stages) {
    RateShape shape = new RateShape(null, List.of(), List.of(stages), List.of());
    return RatePlan.of(shape, MONTH, UTC, perSecond, normalize, 0, 60 * MINUTE);
  }
}
