package dev.crossover.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EstimateTest {
  /** Mean 3, standard deviation sqrt(2.5), t(0.975, 4) = 2.776445: 3 -+ 1.963243. */
  @Test
  void theIntervalIsStudents() {
    Estimate estimate = Estimate.of(new double[] {1, 2, 3, 4, 5});
    assertThat(estimate).isNotNull();
    assertThat(estimate.mean()).isEqualTo(3);
    assertThat(estimate.low()).isCloseTo(1.036757, within(1e-6));
    assertThat(estimate.high()).isCloseTo(4.963243, within(1e-6));
  }

  @Test
  void oneValueOrAGapHasNoInterval() {
    assertThat(Estimate.of(new double[] {1})).isNull();
    assertThat(Estimate.of(new double[] {1, Double.NaN, 2})).isNull();
  }

  /** 95 % intervals hold the true mean in 95 of 100 cases; 4 standard errors of 2,000 are 2 %. */
  @Test
  void itCoversAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(19);
    int covered = 0;
    for (int i = 0; i < 2_000; i++) {
      double[] sample = random.doubles(12).toArray();
      Estimate estimate = Estimate.of(sample);
      assertThat(estimate).isNotNull();
      covered += estimate.low() <= 0.5 && 0.5 <= estimate.high() ? 1 : 0;
    }
    assertThat(covered / 2_000.0).as("seed 19").isCloseTo(0.95, within(0.02));
  }
}
