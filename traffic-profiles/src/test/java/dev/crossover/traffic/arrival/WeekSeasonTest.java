package dev.crossover.traffic.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WeekSeasonTest {
  @ParameterizedTest
  @EnumSource(SeasonPreset.class)
  void eachHourKeepsTheMeanOfTheTable(SeasonPreset preset) {
    double[] table = preset.hourOfWeek();
    assertThat(table).hasSize(168);
    double mean = Arrays.stream(table).average().orElseThrow();
    assertThat(mean).isCloseTo(1, within(1e-4));
    for (Interpolation interpolation : Interpolation.values()) {
      WeekSeason season = WeekSeason.of(spec(preset.yamlName(), interpolation));
      for (int hour = 0; hour < 168; hour++) {
        assertThat(hourMean(season, hour)).isCloseTo(table[hour] / mean, within(1e-12));
      }
    }
  }

  /** Peak hour over mean, and a weekend day over a weekday, as published. */
  @ParameterizedTest
  @CsvSource({"AZURE_CHAT_2024, 1.656, 0.57", "AZURE_CODE_2024, 3.016, 0.32", "FLAT, 1, 1"})
  void thePresetsHaveThePublishedPeaks(SeasonPreset preset, double peak, double weekend) {
    double[] table = preset.hourOfWeek();
    double weekdays = Arrays.stream(table, 0, 120).sum() / 5;
    double weekends = Arrays.stream(table, 120, 168).sum() / 2;
    assertThat(Arrays.stream(table).max().orElseThrow()).isCloseTo(peak, within(1e-3));
    assertThat(weekends / weekdays).isCloseTo(weekend, within(5e-3));
  }

  /** Three idle hours, then 0 0 6: an idle hour stays idle and nothing falls below 0. */
  @Test
  void straightLinesNeverGoBelowZeroAndIdleHoursStayIdle() {
    List<Double> hours = new ArrayList<>(Collections.nCopies(168, 0.0));
    hours.set(50, 6.0);
    hours.set(51, 0.1);
    hours.set(52, 6.0);
    WeekSeason season =
        WeekSeason.of(new SeasonalitySpec(null, null, null, null, hours, Interpolation.LINEAR));
    assertThat(IntStream.range(0, WeekSeason.MINUTES).mapToDouble(season::at))
        .allMatch(rate -> rate >= 0);
    assertThat(IntStream.range(49 * 60, 50 * 60).mapToDouble(season::at)).containsOnly(0.0);
    assertThat(hourMean(season, 51)).isCloseTo(0.1 * 168 / 12.1, within(1e-12));
  }

  /** Between two like hours the line is level: no wave is made up where the table has none. */
  @Test
  void neighbouringMinutesDifferLittle() {
    WeekSeason season = WeekSeason.of(spec("azure-chat-2024", Interpolation.LINEAR));
    for (int minute = 1; minute < WeekSeason.MINUTES; minute++) {
      assertThat(Math.abs(season.at(minute) - season.at(minute - 1))).isLessThan(0.02);
    }
  }

  @Test
  void weekendHoursAndDayWeightsMultiply() {
    List<Double> weekday = new ArrayList<>(Collections.nCopies(24, 2.0));
    List<Double> weekend = new ArrayList<>(Collections.nCopies(24, 1.0));
    weekend.set(23, 5.0);
    DayWeights days = new DayWeights(null, null, null, null, null, 0.5, null);
    double[] table = new SeasonalitySpec(null, weekday, weekend, days, null, null).hourTable();
    assertThat(table[0]).isEqualTo(2);
    assertThat(table[119]).isEqualTo(2);
    assertThat(table[120]).isEqualTo(0.5);
    assertThat(table[143]).isEqualTo(2.5);
    assertThat(table[167]).isEqualTo(5);
  }

  private static SeasonalitySpec spec(String preset, Interpolation interpolation) {
    return new SeasonalitySpec(preset, null, null, null, null, interpolation);
  }

  private static double hourMean(WeekSeason season, int hour) {
    return IntStream.range(hour * 60, hour * 60 + 60)
        .mapToDouble(season::at)
        .average()
        .orElseThrow();
  }
}
