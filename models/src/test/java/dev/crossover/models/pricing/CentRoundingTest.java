package dev.crossover.models.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CentRoundingTest {
  @Test
  void theCentThatRoundingLosesGoesToTheLargestRemainder() {
    assertThat(CentRounding.cents(usd("0.333", "0.334", "0.333")))
        .isEqualTo(usd("0.33", "0.34", "0.33"));
    assertThat(CentRounding.cents(usd("1.005", "1.005"))).isEqualTo(usd("1.01", "1.00"));
    assertThat(CentRounding.cents(usd("8167.68"))).isEqualTo(usd("8167.68"));
    assertThat(CentRounding.cents(List.of())).isEmpty();
    assertThat(CentRounding.total(usd("0.333", "0.334", "0.333"))).isEqualByComparingTo("1.00");
  }

  @Test
  void shownLinesSumToTheShownTotalAndAreLessThanACentAway() {
    long seed = 11;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      List<BigDecimal> amounts = new ArrayList<>();
      for (int j = random.nextInt(9); j >= 0; j--) {
        amounts.add(BigDecimal.valueOf(random.nextLong(-1_000_000, 9_000_000), random.nextInt(7)));
      }
      List<BigDecimal> shown = CentRounding.cents(amounts);
      BigDecimal sum = shown.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(sum)
          .as("seed %s, case %s", seed, i)
          .isEqualByComparingTo(CentRounding.total(amounts));
      for (int j = 0; j < shown.size(); j++) {
        assertThat(shown.get(j).subtract(amounts.get(j)).abs()).isLessThan(new BigDecimal("0.01"));
      }
    }
  }

  private static List<BigDecimal> usd(String... amounts) {
    return Arrays.stream(amounts).map(BigDecimal::new).toList();
  }
}
