package dev.crossover.traffic.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.units.TimeSpan;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpikesTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final TimeSpan MONTH = TimeSpan.valueOf("720h");
  private static final LocalDateTime MONDAY = LocalDateTime.of(2026, 1, 5, 0, 0);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** x10 adds 9: half of it over the climb, all of it at the top, its time constant after that. */
  @Test
  void aSpikeAddsTheAreaOfItsClimbTopAndFall() {
    RatePlan plan = plan(MONDAY, spike("day 1 12:00", "2min", "15min", "30min", null));
    long at = 12 * HOUR;
    assertThat(extra(plan, 0, at)).isCloseTo(0, within(1e-6));
    assertThat(extra(plan, at, at + 2 * MINUTE)).isCloseTo(9 * 60, within(1e-6));
    assertThat(extra(plan, at, at + MINUTE)).isCloseTo(9 * 15, within(3.0));
    assertThat(extra(plan, at + 2 * MINUTE, at + 17 * MINUTE)).isCloseTo(9 * 900, within(1e-6));
    long fall = at + 17 * MINUTE;
    double kept = 1 - StrictMath.exp(-1);
    assertThat(extra(plan, fall, fall + 30 * MINUTE)).isCloseTo(9 * 1800 * kept, within(20.0));
    assertThat(extra(plan, fall, 6 * DAY)).isCloseTo(9 * 1800, within(1e-3));
    assertThat(extra(plan, 0, 6 * DAY)).isCloseTo(9 * 46 * 60, within(1e-3));
  }

  /** In the clear the second fall starts from its own 9 and what is left of the first. */
  @Test
  void fallsThatMeetAddUp() {
    RatePlan plan = plan(MONDAY, spike("day 1 12:00", null, "10min", "1h", "1h"));
    double ratio = StrictMath.exp(-1);
    double fromFalls = 9 * 3600 * (1 - ratio) * (1 + ratio + ratio * ratio);
    double fromTop = 9 * 600;
    assertThat(extra(plan, 14 * HOUR + 10 * MINUTE, 15 * HOUR + 10 * MINUTE))
        .isCloseTo(fromFalls + fromTop, within(1.0));
  }

  @Test
  void spikesOfSeveralBlocksAddUp() {
    RatePlan both =
        plan(
            MONDAY,
            spike("day 1 12:00", null, "10min", null, null),
            spike("day 1 12:05", null, "10min", null, null));
    assertThat(extra(both, 12 * HOUR + 5 * MINUTE, 12 * HOUR + 10 * MINUTE))
        .isCloseTo(2 * 9 * 300, within(1e-6));
    assertThat(extra(both, 0, DAY)).isCloseTo(2 * 9 * 600, within(1e-6));
  }

  /** Each week at 15:00 in Berlin: 14:00 UTC before 29 March 2026, 13:00 UTC after it. */
  @Test
  void aWeeklySpikeKeepsItsHourWhenTheClockChanges() {
    LocalDateTime monday = LocalDateTime.of(2026, 3, 23, 0, 0);
    RatePlan plan = plan(monday, spike("day 3 15:00", null, "1h", null, "7d"));
    long first = 2 * DAY + 15 * HOUR;
    long second = first + 7 * DAY - HOUR;
    assertThat(extra(plan, 0, 14 * DAY)).isCloseTo(2 * 9 * 3600, within(1e-6));
    assertThat(extra(plan, first, first + HOUR)).isCloseTo(9 * 3600, within(1e-6));
    assertThat(extra(plan, second, second + HOUR)).isCloseTo(9 * 3600, within(1e-6));
  }

  /** Every 36 h is no whole number of days: it is elapsed time. */
  @Test
  void otherRepeatsComeAfterTheSameElapsedTime() {
    LocalDateTime saturday = LocalDateTime.of(2026, 3, 28, 0, 0);
    RatePlan plan = plan(saturday, spike("day 1 00:00", null, "1h", null, "36h"));
    for (int k = 0; k < 5; k++) {
      assertThat(extra(plan, k * 36 * HOUR, k * 36 * HOUR + HOUR))
          .isCloseTo(9 * 3600, within(1e-6));
    }
  }

  /** A daily spike of 23.5 hours has half an hour too little on the day of 23 hours. */
  @Test
  void spikesThatTheClockPushesTogetherFollowOneAnother() {
    LocalDateTime saturday = LocalDateTime.of(2026, 3, 28, 0, 0);
    FactorSteps steps =
        new SpikeSteps(
            List.of(spike("day 1 00:00", null, "1410min", null, "1d")),
            new LocalCalendar(saturday, BERLIN));
    for (long hour = 0; hour < 24 * 30; hour++) {
      assertThat(Steps.at(steps, hour * HOUR)).isIn(1.0, 10.0);
    }
  }

  /** A fall from before time 0 goes on after it: begun 3 h earlier, e^-3 of it is left. */
  @ParameterizedTest
  @CsvSource({"2026-01-04T21:00, , 3", "2025-12-21T21:00, 7d, 3"})
  void aFallFromBeforeTheStartGoesOn(String at, String every, int hours) {
    RatePlan plan = plan(MONDAY, spike(at, null, null, "1h", every));
    assertThat(extra(plan, 0, 5 * DAY)).isCloseTo(9 * 3600 * StrictMath.exp(-hours), within(1e-2));
  }

  @Test
  void aClimbFromBeforeTheStartGoesOn() {
    RatePlan plan = plan(MONDAY, spike("2026-01-04T23:00", "2h", "1h", null, null));
    assertThat(extra(plan, 0, HOUR)).isCloseTo(9 * 3600 * 0.75, within(1e-6));
    assertThat(extra(plan, HOUR, 2 * HOUR)).isCloseTo(9 * 3600, within(1e-6));
    assertThat(extra(plan, 2 * HOUR, DAY)).isCloseTo(0, within(1e-6));
  }

  @Test
  void spikesFarAwayDoNothing() {
    assertThat(extra(plan(MONDAY, spike("2200-01-01T00:00", "20min", "1h", "7000d", null)), 0, DAY))
        .isCloseTo(0, within(1e-6));
    assertThat(extra(plan(MONDAY, spike("1970-01-01T00:00", "20min", "1h", "1h", null)), 0, DAY))
        .isCloseTo(0, within(1e-6));
    assertThat(extra(plan(MONDAY, spike("1970-01-01T12:00", null, "1h", "1h", "1d")), 0, 365 * DAY))
        .isCloseTo(365 * 9 * 7200.0, within(9 * 7200.0));
  }

  @Test
  void aNormalisedWindowCountsItsSpikes() {
    SpikeSpec spike = spike("day 3 15:00", "2min", "15min", "30min", null);
    RateShape shape = new RateShape(null, List.of(), List.of(), List.of(spike));
    LocalCalendar calendar = new LocalCalendar(MONDAY, BERLIN);
    RatePlan plan = RatePlan.of(shape, MONTH, calendar, 3.858, true, 0, 7 * DAY);
    assertThat(plan.requests(0, 7 * DAY)).isCloseTo(3.858 * 7 * 86_400, within(1e-5));
    double calm = plan.requests(0, HOUR) / 3600;
    assertThat(calm).isCloseTo(3.858 * 10_080 / (10_080 + 9 * 46), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "1969-12-31T00:00, 1h, , , must lie between 1970 and 2200",
    "day 1 12:00, 1h, 31min, 3min, decay (31m) must be at most ten times every (3m)",
    "day 1 12:00, 1h, , 1h, must be longer than ramp_up and hold together"
  })
  void spikesThatMakeNoSenseAreRefused(
      String at, String hold, String decay, String every, String message) {
    String top = every != null && every.equals("3min") ? "1min" : hold;
    assertThatThrownBy(() -> spike(at, null, top, decay, every))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("Maybe");
  }

  /** Requests beyond those of a rate of 1/s. */
  private static double extra(RatePlan plan, long from, long to) {
    return plan.requests(from, to) - (to - from) / 1e9;
  }

  private static RatePlan plan(LocalDateTime start, SpikeSpec... spikes) {
    RateShape shape = new RateShape(null, List.of(), List.of(), List.of(spikes));
    return RatePlan.of(shape, MONTH, new LocalCalendar(start, BERLIN), 1, false, 0, 1);
  }

  private static SpikeSpec spike(
      String at,
      @Nullable String rampUp,
      @Nullable String hold,
      @Nullable String decay,
      @Nullable String every) {
    return new SpikeSpec(
        SpikeTime.valueOf(at), 10, span(rampUp), span(hold), span(decay), span(every));
  }

  private static @Nullable TimeSpan span(@Nullable String text) {
    return text == null ? null : TimeSpan.valueOf(text);
  }
}
