package dev.crossover.engine.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "512, 512",
    "007, 7",
    "32k, 32000",
    "32K, 32000",
    "1.5M, 1500000",
    "2B, 2000000000",
    "0.001k, 1",
    "3.0, 3",
    "' 10 ', 10",
    "9223372036854775807, 9223372036854775807"
  })
  void readsAWholeNumberWithItsMultiplier(String text, long value) {
    assertThat(Count.valueOf(text).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "-1", "+1", "1e6", "1 k", "1kk", "1G", "1_000", "1,000", "0x10"})
  void refusesWhatIsNoCountWithAdvice(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Count.valueOf(text))
        .withMessageContaining("is not a count. Maybe write");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "0.0001k", "9223372036854775808", "10000000000B"})
  void refusesPartsAndOverflow(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Count.valueOf(text))
        .withMessageContaining("is not a whole number below");
  }

  @Test
  void isNeverNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Count(-1));
  }
}
