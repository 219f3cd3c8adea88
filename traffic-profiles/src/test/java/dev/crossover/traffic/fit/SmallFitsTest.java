package dev.crossover.traffic.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.traffic.analysis.LengthSketch;
import dev.crossover.traffic.arrival.SeasonalitySpec;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallFitsTest {
  private static final long HOUR = 3_600_000_000_000L;

  /**
   * Twenty cases: it happens to ten at 1, then five are lost at 2, then to one of the last five at
   * 3 only ten are watched at least. 10/20, and nothing that fewer than ten saw.
   */
  @Test
  void whatIsLostFromSightCountsAsLongAsItIsSeen() {
    WaitingTimes times = new WaitingTimes();
    for (int i = 0; i < 40; i++) {
      boolean happened = i < 10 || (i >= 20 && i < 25);
      times.add(i < 10 ? 1 : i < 20 ? 2 : i < 25 ? 3 : 4, happened);
    }
    // 10/40 at time 1; at time 3, 20 of 30 are left to watch: each of 5 events has 0.75/20.
    assertThat(times.share()).isCloseTo(0.25 + 5 * 0.75 / 20, within(1e-12));
    List<Long> when = new ArrayList<>();
    times.forEach((nanos, share) -> when.add(nanos));
    assertThat(when).hasSize(15).startsWith(1L).endsWith(3L);
  }

  @Test
  void theLastFewWatchedDecideNothing() {
    WaitingTimes times = new WaitingTimes();
    for (int i = 0; i < 20; i++) {
      times.add(i, i == 15);
    }
    assertThat(times.share()).isZero();
  }

  /** Wednesday noon to Friday noon, three requests an hour by day and one by night. */
  @Test
  void twoDaysGiveATableOfTheDay() {
    SeasonFit fit = new SeasonFit(LocalDateTime.of(2024, 5, 15, 12, 0));
    for (int hour = 0; hour < 48; hour++) {
      boolean day = (12 + hour) % 24 >= 8 && (12 + hour) % 24 < 20;
      for (int i = 0; i < (day ? 3 : 1); i++) {
        fit.add(hour * HOUR + i * HOUR / 4);
      }
    }
    SeasonalitySpec season = fit.season(48 * HOUR);
    assertThat(season).isNotNull();
    assertThat(season.hourOfDay()).hasSize(24).contains(1.5, 0.5);
    assertThat(season.hourOfDay().get(8)).isEqualTo(1.5);
    assertThat(season.hourOfDay().get(7)).isEqualTo(0.5);
    // Half of the hours are 1/2 above the mean, half below: variance 1/4.
    assertThat(fit.idc(2, 60, 48 * HOUR)).isCloseTo(2 * 60 * 0.25, within(1e-9));
    assertThat(fit.season(23 * HOUR)).isNull();
  }

  @Test
  void aWeekGivesATableOfTheWeek() {
    SeasonFit fit = new SeasonFit(LocalDateTime.of(2024, 5, 19, 22, 30));
    for (int half = 0; half < 2 * 168; half++) {
      fit.add(half * HOUR / 2);
    }
    // Another one on Monday from 00:00 to 01:00.
    fit.add(HOUR + HOUR / 2 + 1);
    fit.add(HOUR + HOUR / 2 + 2);
    SeasonalitySpec season = fit.season(168 * HOUR);
    assertThat(season).isNotNull();
    assertThat(season.hourOfWeek()).hasSize(168);
    assertThat(season.hourOfWeek().get(0)).isCloseTo(2, within(0.02));
    assertThat(season.hourOfWeek().get(1)).isCloseTo(1, within(0.02));
  }

  /** Conversations make too many long prompts; the rest is then short until all is as recorded. */
  @Test
  void promptsThatStandAloneMakeUpForTheOthers() {
    LengthSketch recorded = new LengthSketch();
    LengthSketch alone = new LengthSketch();
    LengthSketch generated = new LengthSketch();
    for (int tokens = 100; tokens < 1100; tokens++) {
      recorded.add(tokens);
      alone.add(tokens - 64);
      generated.add(tokens);
      generated.add(600 + tokens / 2);
    }
    LengthSketch balanced = new PromptBalance(recorded, generated).corrected(alone, 64, 0.5);
    LengthSketch all = new LengthSketch();
    balanced.forEach((low, high, share) -> all.add(low + 64, Math.round(share * 1e6)));
    for (int tokens = 100; tokens < 1100; tokens++) {
      all.add(600 + tokens / 2, 1000);
    }
    assertThat(generated.distance(recorded)).isGreaterThan(0.2);
    assertThat(all.distance(recorded)).isLessThan(generated.distance(recorded) * 0.75);
    assertThat(balanced.mean()).isLessThan(alone.mean());
  }

  @Test
  void figuresAreAsShortAsTheyMayBe() {
    assertThat(Digits.decimal(1234.5678, 6).toPlainString()).isEqualTo("1234.57");
    assertThat(Digits.decimal(1_200_000, 3).toPlainString()).isEqualTo("1200000");
    assertThat(Digits.rounded(0.12345, 2)).isEqualTo(0.12);
  }

  @Test
  void optionsSayWhatIsWrong() {
    LocalDateTime start = LocalDateTime.of(2024, 5, 15, 0, 0);
    assertThatThrownBy(() -> new FitOptions("My Trace", "x", start, 16))
        .hasMessageContaining("Maybe my-trace");
    assertThatThrownBy(() -> new FitOptions("a", " ", start, 16)).hasMessageContaining("Maybe");
    assertThatThrownBy(() -> new FitOptions("a", "b", start, 0)).hasMessageContaining("Maybe 16");
  }
}
