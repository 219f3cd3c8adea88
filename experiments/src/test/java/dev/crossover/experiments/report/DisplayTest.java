package dev.crossover.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "0.00000042, 0.420 us",
    "0.0000123, 12.3 us",
    "0.312, 312 ms",
    "0.0452, 45.2 ms",
    "0.00805, 8.05 ms",
    "0.9994, 999 ms",
    "0.9996, 1.00 s",
    "1.236, 1.24 s",
    "45.25, 45.2 s",
    "119.6, 1.99 min",
    "300, 5.00 min",
    "9000, 2.50 h",
    "2592000, 30.0 d"
  })
  void secondsHaveThreeDigitsAndAFittingUnit(double seconds, String shown) {
    assertThat(Display.seconds(seconds)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"1, 100%", "0.99999, 99.999%", "0.9999999, 99.999%", "0.995, 99.5%", "0, 0%"})
  void sharesAreRoundedDownSoThatAllMeansAll(double share, String shown) {
    assertThat(Display.share(share)).isEqualTo(shown);
  }

  @Test
  void moneyIsGroupedAndInCents() {
    assertThat(Display.usd(new BigDecimal("8167.675"))).isEqualTo("$8,167.68");
    assertThat(Display.usd(new BigDecimal("-1234.5"))).isEqualTo("-$1,234.50");
    assertThat(Display.usd(new BigDecimal("1E+6"))).isEqualTo("$1,000,000.00");
  }

  @Test
  void smallPricesKeepThreeDigitsAndCataloguePricesAll() {
    assertThat(Display.unitUsd(new BigDecimal("0.15349"))).isEqualTo("$0.153");
    assertThat(Display.unitUsd(new BigDecimal("0.00012345"))).isEqualTo("$0.000123");
    assertThat(Display.unitUsd(new BigDecimal("12.345"))).isEqualTo("$12.35");
    assertThat(Display.unitUsd(BigDecimal.ZERO)).isEqualTo("$0.00");
    assertThat(Display.exactUsd(new BigDecimal("5.6720"))).isEqualTo("$5.672");
    assertThat(Display.exactUsd(new BigDecimal("150"))).isEqualTo("$150.00");
  }

  @Test
  void quantitiesAndNumbersDropWhatNobodyReads() {
    assertThat(Display.quantity(new BigDecimal("1440.000"))).isEqualTo("1,440");
    assertThat(Display.quantity(new BigDecimal("0.33333333"))).isEqualTo("0.333");
    assertThat(Display.quantity(new BigDecimal("0.0001994"))).isEqualTo("0.000199");
    assertThat(Display.quantity(new BigDecimal("1234.56789"))).isEqualTo("1,234.568");
    assertThat(Display.number(8167.68)).isEqualTo("8,167.68");
    assertThat(Display.number(3_000_000.0)).isEqualTo("3,000,000");
    assertThat(Display.number(12_345_678.0)).isEqualTo("12,345,700");
    assertThat(Display.number(0.5)).isEqualTo("0.5");
    assertThat(Display.count(10_000_000)).isEqualTo("10,000,000");
  }

  @Test
  void whatDoesNotExistIsADash() {
    assertThat(Display.seconds(null)).isEqualTo("-");
    assertThat(Display.share(null)).isEqualTo("-");
    assertThat(Display.unitUsd(null)).isEqualTo("-");
    assertThat(Display.number(null)).isEqualTo("-");
  }
}
