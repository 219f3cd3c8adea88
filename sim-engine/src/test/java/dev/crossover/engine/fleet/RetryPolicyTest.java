package dev.crossover.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final RetryPolicy SDK =
      new RetryPolicy(2, SECOND / 2, 8 * SECOND, 0.25, 60 * SECOND, 600 * SECOND);

  @Test
  void theBackOffDoublesUpToTheCap() {
    long[] expected = {SECOND / 2, SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND, 8 * SECOND};
    for (int attempt = 0; attempt < expected.length; attempt++) {
      assertThat(SDK.backoffNanos(attempt, 0)).isEqualTo(expected[attempt]);
    }
    for (int attempt : new int[] {33, 62, 63, 64, 1000}) {
      assertThat(SDK.backoffNanos(attempt, 0)).isEqualTo(8 * SECOND);
    }
  }

  @Test
  void jitterTakesOffUpToItsShare() {
    assertThat(SDK.backoffNanos(1, 0.5)).isEqualTo(875_000_000L);
    assertThat(SDK.backoffNanos(1, 1.0)).isEqualTo(750_000_000L);
  }

  @Test
  void impossiblePoliciesAreRefused() {
    assertThatThrownBy(() -> new RetryPolicy(2, 2, 1, 0, 0, 1)).hasMessageContaining("swap");
    assertThatThrownBy(() -> new RetryPolicy(2, 1, 2, 1.5, 0, 1)).hasMessageContaining("jitter");
    assertThatThrownBy(() -> new RetryPolicy(-1, 1, 2, 0, 0, 1)).hasMessageContaining("retries");
    assertThatThrownBy(() -> new HostedLimits(0, 0, -1, 0, 0, false)).hasMessageContaining("limit");
  }
}
