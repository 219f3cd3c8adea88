package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AcceptanceRatesTest {
  /** Half of the draws accept one draft, a quarter of them a second, none a third. */
  @Test
  void oneDrawSaysHowManyDraftsAreAccepted() {
    AcceptanceRates rates = AcceptanceRates.of(0.5, 0.25, 0);
    assertThat(rates.accepted(0.6)).isZero();
    assertThat(rates.accepted(0.5)).isZero();
    assertThat(rates.accepted(0.49)).isEqualTo(1);
    assertThat(rates.accepted(0.25)).isEqualTo(1);
    assertThat(rates.accepted(0.24)).isEqualTo(2);
    assertThat(rates.accepted(1e-9)).isEqualTo(2);
  }

  /** 0.5, 0.25 and 0.125 of the draws reach the first, second and third draft. */
  @Test
  void aRatePerTokenIsMultipliedFromDraftToDraft() {
    AcceptanceRates rates = AcceptanceRates.perToken(0.5, 3);
    assertThat(rates.accepted(0.3)).isEqualTo(1);
    assertThat(rates.accepted(0.2)).isEqualTo(2);
    assertThat(rates.accepted(0.1)).isEqualTo(3);
    assertThat(AcceptanceRates.perToken(1, 2).accepted(0.999)).isEqualTo(2);
    assertThat(AcceptanceRates.perToken(0, 2).accepted(1e-9)).isZero();
  }

  @Test
  void ratesThatRiseOrAreNoneAreRefused() {
    for (double[] rates : new double[][] {{0.5, 0.6}, {1.1}, {-0.1}, {Double.NaN}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AcceptanceRates.of(rates))
          .withMessageContaining("acceptance rates must fall");
    }
  }
}
