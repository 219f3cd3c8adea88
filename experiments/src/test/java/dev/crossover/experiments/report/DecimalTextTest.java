package dev.crossover.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTextTest {
  @Test
  void doublesAreRoundedToTenDigitsInPlainForm() {
    assertThat(DecimalText.of(0.1)).isEqualTo("0.1");
    assertThat(DecimalText.of(1.0 / 3)).isEqualTo("0.3333333333");
    assertThat(DecimalText.of(2_592_000)).isEqualTo("2592000");
    assertThat(DecimalText.of(1e-7)).isEqualTo("0.0000001");
    assertThat(DecimalText.of(12_345_678_901.0)).isEqualTo("12345678900");
    assertThat(DecimalText.of(-0.0)).isEqualTo("0");
  }

  /** {@code Double.toString(2e23)} is 2.0E23 on JDK 19 and later and has other digits before. */
  @Test
  void theTextIsNotTheJdksShortestForm() {
    assertThat(DecimalText.of(2e23)).isEqualTo("200000000000000000000000");
    assertThat(DecimalText.exact(0.1 + 0.2)).isEqualTo("0.30000000000000004");
  }

  @Test
  void exactTextReadsBackAsTheSameDouble() {
    long seed = 20_260_101;
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double value = random.nextDouble() * Math.scalb(1.0, random.nextInt(80) - 40);
      assertThat(Double.parseDouble(DecimalText.exact(value))).as("seed %d", seed).isEqualTo(value);
      String text = DecimalText.of(value);
      assertThat(DecimalText.of(Double.parseDouble(text))).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  void moneyKeepsEveryDigit() {
    assertThat(DecimalText.of(new BigDecimal("8167.6800"))).isEqualTo("8167.68");
    assertThat(DecimalText.of(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(DecimalText.of(new BigDecimal("0.1234567890123456789")))
        .isEqualTo("0.1234567890123456789");
  }

  @Test
  void whatIsNoNumberHasNoText() {
    assertThatThrownBy(() -> DecimalText.of(Double.NaN)).isInstanceOf(NumberFormatException.class);
  }
}
