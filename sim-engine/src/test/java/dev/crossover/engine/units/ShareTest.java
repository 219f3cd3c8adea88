package dev.crossover.engine.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "0%, 0",
    "100%, 1",
    "99.9%, 0.999",
    "0.999, 0.999",
    "50 %, 0.5",
    "' 5% ', 0.05",
    "0.29, 0.29",
    "29%, 0.29",
    "57%, 0.57",
    "99.99%, 0.9999",
    "0.07%, 0.0007"
  })
  void readsAFractionOrAPercentage(String text, double value) {
    assertThat(Share.valueOf(text).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "-1%", "+1%", ".5", "5.%", "1e-3", "half", "50%%", "1/2"})
  void refusesWhatIsNoShareWithAdvice(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Share.valueOf(text))
        .withMessageContaining("is not a share. Maybe write");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.001", "100.1%", "2"})
  void refusesMoreThanTheWhole(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Share.valueOf(text))
        .withMessageContaining("between 0 and 1");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
  void isBuiltOnlyWithinItsBounds(double value) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Share(value));
  }
}
