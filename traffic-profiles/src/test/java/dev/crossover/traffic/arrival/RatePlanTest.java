package dev.crossover.traffic.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.units.TimeSpan;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatePlanTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final TimeSpan MONTH = TimeSpan.valueOf("720h");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDateTime MONDAY = LocalDateTime.of(2026, 1, 5, 0, 0);

  @ParameterizedTest
  @CsvSource({
    "0, 2592000000000000",
    "0, 1",
    "123456789, 2592000000000001",
    "86400000000001, 86460000000003"
  })
  void aNormalisedWindowHoldsExactlyTheWantedRequests(long from, long to) {
    LocalCalendar utc = new LocalCalendar(MONDAY, ZoneOffset.UTC);
    RatePlan plan =
        RatePlan.of(season(preset("azure-chat-2024")), MONTH, utc, 3.858, true, from, to);
    double wanted = 3.858 * ((to - from) / 1e9);
    assertThat(plan.requests(from, to)).isCloseTo(wanted, within(wanted * 1e-12));
  }

  /** A whole week has mean 1, so it holds rate times its length without normalising. */
  @Test
  void aWholeWeekHoldsTheMeanRate() {
    RatePlan plan = plan(preset("azure-code-2024"), MONDAY.plusHours(55), ZoneOffset.UTC, 2);
    assertThat(plan.requests(0, 168 * HOUR)).isCloseTo(2 * 168 * 3600, within(1e-6));
  }

  /** 29 March 2026, 02:00 to 03:00 does not exist in Berlin; 25 October 2026 has it twice. */
  @ParameterizedTest
  @CsvSource({"2026-03-29T00:00, 23, 0", "2026-10-25T00:00, 25, 2", "2026-06-07T00:00, 24, 1"})
  void daysHave23And25HoursWhenTheClockChanges(LocalDateTime sunday, int hours, int twos) {
    List<Double> onlyTwo = new ArrayList<>(Collections.nCopies(24, 0.0));
    onlyTwo.set(2, 1.0);
    RatePlan twoOClock = plan(hourly(onlyTwo, null), sunday, BERLIN, 1.0 / 24);
    assertThat(twoOClock.requests(0, hours * HOUR)).isCloseTo(twos * 3600.0, within(1e-6));

    DayWeights sundays = new DayWeights(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 7.0);
    RatePlan allSunday = plan(hourly(null, sundays), sunday, BERLIN, 1.0 / 7);
    assertThat(allSunday.requests(0, 48 * HOUR)).isCloseTo(hours * 3600.0, within(1e-6));
  }

  /** Local midnight of 5 January in Kolkata is 18:30 UTC of the day before. */
  @Test
  void theSeasonFollowsTheLocalClockAtEveryOffset() {
    DayWeights mondays = new DayWeights(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    for (String zone : List.of("Asia/Kolkata", "UTC", "America/New_York", "Australia/Eucla")) {
      RatePlan plan = plan(hourly(null, mondays), MONDAY, ZoneId.of(zone), 1.0 / 7);
      assertThat(plan.requests(0, 24 * HOUR)).as(zone).isCloseTo(86_400, within(1e-6));
      assertThat(plan.requests(24 * HOUR, 168 * HOUR)).as(zone).isZero();
    }
  }

  @Test
  void theBusiestHourIsTheTables() {
    RatePlan plan = plan(preset("azure-code-2024"), MONDAY, ZoneOffset.UTC, 10);
    PeakHour peak = plan.peakHour(0, 30 * 24 * HOUR);
    assertThat(peak.start()).isEqualTo(LocalDateTime.of(2026, 1, 7, 19, 0));
    assertThat(peak.perSecond()).isCloseTo(30.16, within(0.01));
  }

  @Test
  void aFlatRatePeaksAtOnce() {
    RatePlan plan = plan(null, MONDAY, BERLIN, 3);
    PeakHour peak = plan.peakHour(90 * MINUTE, 40 * HOUR);
    assertThat(peak.start()).isEqualTo(MONDAY.plusMinutes(90));
    assertThat(peak.perSecond()).isCloseTo(3, within(1e-9));
  }

  @Test
  void aWindowWithoutTrafficCannotBeNormalised() {
    DayWeights weekdays = new DayWeights(null, null, null, null, null, 0.0, 0.0);
    LocalCalendar saturday = new LocalCalendar(MONDAY.plusDays(5), ZoneOffset.UTC);
    RateShape shape = season(hourly(null, weekdays));
    assertThatThrownBy(() -> RatePlan.of(shape, MONTH, saturday, 1, true, 0, 24 * HOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("between 2026-01-10T00:00 and 2026-01-11T00:00")
        .hasMessageContaining("Maybe");
  }

  private static RatePlan plan(
      SeasonalitySpec season, LocalDateTime start, ZoneId zone, double perSecond) {
    LocalCalendar calendar = new LocalCalendar(start, zone);
    return RatePlan.of(season(season), MONTH, calendar, perSecond, false, 0, 1);
  }

  private static RateShape season(SeasonalitySpec season) {
    return new RateShape(season, List.of(), List.of(), List.of());
  }

  private static SeasonalitySpec preset(String name) {
    return new SeasonalitySpec(name, null, null, null, null, null);
  }

  private static SeasonalitySpec hourly(List<Double> hours, DayWeights days) {
    return new SeasonalitySpec(null, hours, null, days, null, Interpolation.STEP);
  }
}
