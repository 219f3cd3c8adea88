package dev.crossover.engine.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  private static final TimeSpan MONTH = TimeSpan.valueOf("720h");

  @ParameterizedTest
  @CsvSource({
    "3.9/s, 3.9",
    "3.9/sec, 3.9",
    "250/min, 4.166666666666667",
    "60/m, 1",
    "7.2k/h, 2",
    "7.2K/hour, 2",
    "86.4k/d, 1",
    "86400/day, 1",
    "2.592M/month, 1",
    "10M/month, 3.8580246913580245",
    "1B / month, 385.80246913580245",
    "' 5 / s ', 5",
    "0/s, 0"
  })
  void readsAnAmountPerUnitOfTime(String text, double perSecond) {
    assertThat(Rate.valueOf(text).perSecond(MONTH)).isCloseTo(perSecond, within(1e-12 * perSecond));
  }

  @Test
  void aMonthHasTheLengthItIsGiven() {
    Rate rate = Rate.valueOf("1M/month");
    assertThat(rate.per()).isEqualTo(Rate.Per.MONTH);
    assertThat(rate.perSecond(TimeSpan.valueOf("1000s"))).isEqualTo(1_000);
    assertThat(Rate.valueOf("1M/day").perSecond(MONTH))
        .isEqualTo(Rate.valueOf("1M/day").perSecond(TimeSpan.valueOf("1000s")));
  }

  @Test
  void theAmountIsExact() {
    assertThat(Rate.valueOf("0.1M/month").amount()).isEqualByComparingTo(new BigDecimal("100000"));
    assertThat(Rate.valueOf("10M/month")).isEqualTo(Rate.valueOf("10000k/month"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10M",
        "/month",
        "-1/s",
        "10M per month",
        "10M/year",
        "1e6/month",
        "10/S",
        "1//s"
      })
  void refusesWhatIsNoRateWithAdvice(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rate.valueOf(text))
        .withMessageContaining("is not a rate. Maybe write");
  }

  @Test
  void isNeverNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rate(BigDecimal.ONE.negate(), Rate.Per.SECOND))
        .withMessage("must not be negative");
  }
}
