package dev.crossover.engine.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
  @ParameterizedTest
  @CsvSource({
    "0s, 0",
    "1ns, 1",
    "250us, 250000",
    "500ms, 500000000",
    "2.5s, 2500000000",
    "30sec, 30000000000",
    "10m, 600000000000",
    "10min, 600000000000",
    "720h, 2592000000000000",
    "1hour, 3600000000000",
    "30d, 2592000000000000",
    "1day, 86400000000000",
    "2w, 1209600000000000",
    "' 5 s ', 5000000000",
    "0.1s, 100000000",
    "0.3ms, 300000",
    "1.1h, 3960000000000",
    "7300d, 630720000000000000"
  })
  void readsANumberWithItsUnit(String text, long nanos) {
    assertThat(TimeSpan.valueOf(text).nanos()).isEqualTo(nanos);
  }

  @ParameterizedTest
  @CsvSource({"0.4ns, 0", "0.5ns, 0", "0.6ns, 1", "1.5ns, 2", "2.5ns, 2"})
  void roundsPartsOfANanosecondToTheNearestEvenOne(String text, long nanos) {
    assertThat(TimeSpan.valueOf(text).nanos()).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "-5s",
        "+5s",
        "5 parsecs",
        "1e3s",
        ".5s",
        "5.s",
        "1,5s",
        "5S",
        "5 s s",
        "1h30m",
        "٥s",
        "NaNs",
        "1_000s"
      })
  void refusesWhatIsNoDurationWithAdvice(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeSpan.valueOf(text))
        .withMessageContaining("is not a duration. Maybe write");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7300.1d", "1043w", "99999999999999999999s"})
  void refusesMoreThanTwentyYears(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeSpan.valueOf(text))
        .withMessageContaining("20 years");
  }

  @Test
  void isBuiltOnlyWithinItsBounds() {
    assertThat(new TimeSpan(TimeSpan.MAX_NANOS).seconds()).isEqualTo(630_720_000);
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeSpan(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeSpan(TimeSpan.MAX_NANOS + 1));
    assertThat(TimeSpan.ofSeconds(3)).isEqualTo(new TimeSpan(3_000_000_000L));
    assertThatThrownBy(() -> TimeSpan.ofSeconds(Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0s", "1ns", "999ns", "250us", "1500us", "2s", "90s", "10m", "5h", "30d", "36h"})
  void printsWhatItReads(String text) {
    assertThat(TimeSpan.valueOf(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"1000ms, 1s", "60s, 1m", "720h, 30d", "2w, 14d", "2.5s, 2500ms"})
  void printsTheLargestUnitThatKeepsItWhole(String text, String printed) {
    assertThat(TimeSpan.valueOf(text)).hasToString(printed);
  }

  @Test
  void comparesByLength() {
    assertThat(TimeSpan.valueOf("59s")).isLessThan(TimeSpan.valueOf("1m"));
    assertThat(TimeSpan.valueOf("60s")).isEqualByComparingTo(TimeSpan.valueOf("1m"));
    assertThat(TimeSpan.ZERO).isLessThan(TimeSpan.valueOf("1ns"));
  }
}
