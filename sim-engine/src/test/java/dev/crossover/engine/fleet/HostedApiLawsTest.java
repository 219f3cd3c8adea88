package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** What the client of an API sees, whatever the limits and the traffic. */
class HostedApiLawsTest {
  private static final long FIRST_SEED = 271_828;
  private static final double NANOS_PER_MINUTE = 6e10;

  /** A request that was let through; {@link Bench#STEADY} answers exactly a second later. */
  private record Admission(long nanos, long promptTokens, int attempts) {}

  /** One API under one script, and what came of it. */
  private record Trial(
      long seed, HostedPlan plan, List<Admission> admissions, int mostAttempts, Outcome outcome) {
    static Trial of(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      HostedLimits limits =
          new HostedLimits(
              random.nextInt(1, 60), 0, random.nextInt(200, 9_000), 0, 0, random.nextBoolean());
      RetryPolicy retry =
          new RetryPolicy(
              random.nextInt(5), SECOND / 2, 8 * SECOND, 0.25, 90 * SECOND, 600 * SECOND);
      HostedPlan plan = new HostedPlan("lab/api", Bench.STEADY, limits, retry, 100_000);
      List<Admission> admissions = new ArrayList<>();
      int[] most = new int[1];
      Outcome outcome =
          Bench.run(
              new StrategyPlan(null, plan, List.of()),
              Bench.measure(0, 300 * SECOND, 3_000 * SECOND),
              ScriptedArrivals.of(script(random)),
              (requests, row, fate, reason, nanos) -> {
                int attempts = requests.attempts[row];
                most[0] = Math.max(most[0], attempts);
                if (fate == Fate.COMPLETED) {
                  long admitted = requests.firstTokenNanos[row] - SECOND;
                  admissions.add(new Admission(admitted, requests.promptTokens[row], attempts));
                }
              },
              Verification.END);
      admissions.sort(Comparator.comparingLong(Admission::nanos));
      return new Trial(seed, plan, admissions, most[0], outcome);
    }

    private static double[][] script(SplittableRandom random) {
      double[][] script = new double[150][];
      double seconds = 0;
      double burstShare = random.nextDouble();
      for (int i = 0; i < script.length; i++) {
        seconds += random.nextDouble() < burstShare ? 0 : random.nextDouble(4);
        script[i] = new double[] {seconds, random.nextInt(1, 200), random.nextInt(1, 30)};
      }
      return script;
    }
  }

  @Test
  void noWindowLetsThroughMoreThanABurstAndItsRate() {
    long admitted = 0;
    long throttled = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 60; seed++) {
      Trial trial = Trial.of(seed);
      HostedLimits limits = trial.plan().limits();
      keepsLimit(trial, limits.requestsPerMinute(), admission -> 1);
      keepsLimit(trial, limits.inputTokensPerMinute(), Admission::promptTokens);
      admitted += trial.admissions().size();
      throttled += trial.outcome().tally().throttled;
    }
    assertThat(admitted).as("admitted").isGreaterThan(2_000);
    assertThat(throttled).as("throttled").isGreaterThan(2_000);
  }

  /** Over any [t, t'], both ends among the admissions: at most capacity + rate * (t' - t). */
  private static void keepsLimit(Trial trial, long perMinute, ToLongFunction<Admission> share) {
    List<Admission> all = trial.admissions();
    for (int from = 0; from < all.size(); from++) {
      long taken = 0;
      for (int to = from; to < all.size(); to++) {
        taken += share.applyAsLong(all.get(to));
        double minutes = (all.get(to).nanos() - all.get(from).nanos()) / NANOS_PER_MINUTE;
        double most = perMinute * (1 + minutes);
        if (taken > most + 1e-6) {
          assertThat((double) taken)
              .as("seed %d, admissions %d to %d", trial.seed(), from, to)
              .isLessThanOrEqualTo(most);
        }
      }
    }
  }

  @Test
  void nobodyTriesMoreOftenThanTheSdkAllows() {
    int exhausted = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 60; seed++) {
      Trial trial = Trial.of(seed);
      int allowed = 1 + trial.plan().retry().maxRetries();
      assertThat(trial.mostAttempts()).as("seed %d", seed).isLessThanOrEqualTo(allowed);
      long given =
          trial.outcome().tally().counts.reasons().getOrDefault(Reason.RETRIES_EXHAUSTED, 0L);
      if (given > 0) {
        exhausted++;
        assertThat(trial.mostAttempts()).as("seed %d", seed).isEqualTo(allowed);
      }
    }
    assertThat(exhausted).as("trials in which somebody gave up").isGreaterThan(20);
  }

  /** A 429 each for attempts that were refused: retries lead to an answer or to giving up. */
  @Test
  void everyAttemptIsAnsweredOrThrottled() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 60; seed++) {
      Trial trial = Trial.of(seed);
      var tally = trial.outcome().tally();
      long gaveUp = tally.counts.reasons().getOrDefault(Reason.RETRIES_EXHAUSTED, 0L);
      long answered = tally.counts.of(Fate.COMPLETED);
      assertThat(tally.throttled).as("seed %d", seed).isEqualTo(tally.retries + gaveUp);
      assertThat(trial.outcome().ledger().hosted().get(0).requests())
          .as("seed %d", seed)
          .isEqualTo(answered);
      assertThat(tally.latencies.of(LatencyMetric.QUEUE).count()).isZero();
    }
  }

  @Test
  void aTrialRepeatsToTheNanosecond() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 30; seed++) {
      Trial first = Trial.of(seed);
      Trial second = Trial.of(seed);
      assertThat(second.admissions()).as("seed %d", seed).isEqualTo(first.admissions());
      assertThat(Fingerprint.of(second.outcome()))
          .as("seed %d", seed)
          .isEqualTo(Fingerprint.of(first.outcome()));
    }
  }
}
