package dev.crossover.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aMinutesWorthMayComeAtOnceAndThenAtTheRate() {
    RateLimiter limiter = new RateLimiter(new HostedLimits(60, 0, 0, 0, 0, true));
    for (int i = 0; i < 60; i++) {
      assertThat(limiter.admit(10, 0, 0)).isTrue();
    }
    assertThat(limiter.admit(10, 0, 0)).isFalse();
    assertThat(limiter.nanosUntil(10, 0, 0)).isEqualTo(SECOND);
    assertThat(limiter.admit(10, 0, SECOND)).isTrue();
    assertThat(limiter.admit(10, 0, SECOND)).isFalse();
  }

  @Test
  void aRefusedRequestTakesFromNoBucket() {
    RateLimiter limiter = new RateLimiter(new HostedLimits(10, 1_000, 0, 0, 0, false));
    assertThat(limiter.admit(900, 0, 0)).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(limiter.admit(200, 0, 0)).isFalse();
    }
    for (int i = 0; i < 9; i++) {
      assertThat(limiter.admit(10, 0, 0)).as("request %d", i).isTrue();
    }
    assertThat(limiter.admit(1, 0, 0)).isFalse();
  }

  @Test
  void outputReservedFromMaxTokensIsSetRightAtTheEnd() {
    RateLimiter limiter = new RateLimiter(new HostedLimits(0, 1_000, 0, 0, 0, false));
    assertThat(limiter.admit(100, 900, 0)).isTrue();
    assertThat(limiter.admit(1, 0, 0)).isFalse();
    limiter.settle(900, 100, 0);
    assertThat(limiter.admit(800, 0, 0)).isTrue();
    assertThat(limiter.admit(1, 0, 0)).isFalse();
  }

  @Test
  void outputThatWasNotReservedIsADebt() {
    RateLimiter limiter = new RateLimiter(new HostedLimits(0, 0, 0, 60, 0, true));
    assertThat(limiter.admit(5, 0, 0)).isTrue();
    limiter.settle(0, 90, 0);
    assertThat(limiter.admit(5, 0, 29 * SECOND)).isFalse();
    assertThat(limiter.admit(5, 0, 30 * SECOND)).isTrue();
  }

  @Test
  void moreThanABucketCanNeverBeAdmitted() {
    RateLimiter limiter = new RateLimiter(new HostedLimits(0, 1_000, 0, 0, 0, false));
    assertThat(limiter.couldEverAdmit(1_000, 0)).isTrue();
    assertThat(limiter.couldEverAdmit(900, 101)).isFalse();
  }

  /** Whoever waits as long as Retry-After says is admitted, and nobody earlier. */
  @Test
  void theStatedWaitIsTheShortestThatHelps() {
    SplittableRandom random = new SplittableRandom(17);
    for (int round = 0; round < 2_000; round++) {
      long limit = random.nextLong(1, 1L << random.nextInt(1, 28));
      RateLimiter limiter = new RateLimiter(new HostedLimits(0, limit, 0, 0, 0, true));
      long nanos = 0;
      for (int i = 0; i < 20; i++) {
        String what = "seed 17, round " + round + ", request " + i;
        long share = random.nextLong(1, limit + 1);
        long wait = limiter.nanosUntil(share, 0, nanos);
        if (wait > 0) {
          assertThat(limiter.admit(share, 0, nanos + random.nextLong(wait))).as(what).isFalse();
          assertThat(limiter.admit(share, 0, nanos + wait - 1)).as(what).isFalse();
        }
        nanos += wait;
        assertThat(limiter.admit(share, 0, nanos)).as(what).isTrue();
        nanos += random.nextLong(1_000_000);
      }
    }
  }

  @Test
  void requestsPerDayRefillOverTheDay() {
    RateLimiter limiter = new RateLimiter(new HostedLimits(0, 0, 0, 0, 24, true));
    for (int i = 0; i < 24; i++) {
      assertThat(limiter.admit(1, 0, 0)).isTrue();
    }
    assertThat(limiter.nanosUntil(1, 0, 0)).isEqualTo(3_600 * SECOND);
  }
}
