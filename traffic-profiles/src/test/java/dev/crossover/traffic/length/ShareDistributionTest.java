package dev.crossover.traffic.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShareDistributionTest {
  @Test
  void aShareAloneIsAlwaysTheSame() {
    ShareDistribution law = ShareDistribution.of(ShareSpec.valueOf("0.6"));
    assertThat(law.value(0.01)).isEqualTo(0.6).isEqualTo(law.value(0.99)).isEqualTo(law.mean());
  }

  /**
   * 0.2 up to p10, then lines to 0.6 at p50 and 0.9 at p100: 0.1 x 0.2 + 0.4 x 0.4 + 0.5 x 0.75.
   */
  @Test
  void sharesLieOnStraightLinesBetweenTheirQuantiles() {
    Map<String, Double> points = new LinkedHashMap<>();
    points.put("p100", 0.9);
    points.put("p10", 0.2);
    points.put("p50", 0.6);
    ShareDistribution law = ShareDistribution.of(new ShareSpec(null, points));
    assertThat(law.value(0.05)).isEqualTo(0.2);
    assertThat(law.value(0.3)).isCloseTo(0.4, within(1e-12));
    assertThat(law.value(0.75)).isCloseTo(0.75, within(1e-12));
    assertThat(law.mean()).isCloseTo(0.1 * 0.2 + 0.4 * 0.4 + 0.5 * 0.75, within(1e-12));
  }

  @Test
  void whatIsNoShareIsRefusedWithAdvice() {
    refused(Map.of("p50", 1.5), "p50 (1.5) must lie between 0 and 1");
    refused(Map.of("50", 0.5), "quantile '50' is not between p0 and p100");
    refused(Map.of(), "quantiles are empty");
    refused(Map.of("p10", 0.5, "p50", 0.4), "the quantile at 0.5 (0.4) is below a lower one");
  }

  private static void refused(Map<String, Double> quantiles, String start) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ShareSpec(null, quantiles))
        .withMessageStartingWith(start)
        .withMessageContaining("Maybe ");
  }
}
