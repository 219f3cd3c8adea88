package dev.crossover.engine.fleet;

import static dev.crossover.engine.fleet.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.metering.RequestLog;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.metering.WindowRow;
import dev.crossover.engine.reference.BrokenLawException;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import dev.crossover.engine.serving.BatchShape;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.Line;
import dev.crossover.engine.serving.StepTimeModel;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Laws that hold whatever is simulated, and results that do not depend on who looks on. */
class VerificationTest {
  private static final long FIRST_SEED = 20_261_001;

  @Test
  void twoHundredScenariosKeepTheLawsAndLookTheSameUnderEveryMode() {
    verify(FIRST_SEED, 200);
  }

  @Test
  @Tag("long")
  void twentyThousandScenariosKeepTheLawsAndLookTheSameUnderEveryMode() {
    verify(FIRST_SEED + 1_000_000, 20_000);
  }

  private static void verify(long firstSeed, int scenarios) {
    Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    TreeSet<Reason> reasons = new TreeSet<>();
    long preemptions = 0;
    long drained = 0;
    EngineUsage usage = new EngineUsage();
    long cachedTokens = 0;
    long ranked = 0;
    long wasted = 0;
    long byCache = 0;
    long kept = 0;
    for (long seed = firstSeed; seed < firstSeed + scenarios; seed++) {
      RandomScenario scenario = RandomScenario.of(seed);
      StrategyTally tally = sameUnderEveryMode(scenario);
      hasSoundShares(scenario, tally);
      for (Fate fate : Fate.values()) {
        fates.merge(fate, tally.counts.of(fate), Long::sum);
      }
      reasons.addAll(tally.counts.reasons().keySet());
      usage.add(tally.usage);
      wasted += tally.tokens.wasted;
      byCache += tally.counts.answeredByCache();
      kept += tally.unrouted - tally.counts.answeredByCache();
      cachedTokens += tally.tokens.cachedPrompt;
      FleetPlan fleet = scenario.strategy().fleet();
      ranked += fleet != null && fleet.dataParallelSize() > 1 ? 1 : 0;
      preemptions += tally.usage.preemptions;
      drained += tally.replicas.servingNanos.compareTo(tally.replicas.readyNanos) > 0 ? 1 : 0;
    }
    // The draws reach every corner that the laws speak of.
    assertThat(fates.values()).allSatisfy(count -> assertThat(count).isGreaterThan(scenarios));
    assertThat(reasons)
        .contains(
            Reason.TOO_LONG,
            Reason.CLOSED,
            Reason.OVER_RATE_LIMIT,
            Reason.RETRIES_EXHAUSTED,
            Reason.TIMEOUT,
            Reason.CANCELLED,
            Reason.DEADLINE);
    assertThat(wasted).as("tokens of clients that gave up").isGreaterThan(10L * scenarios);
    assertThat(byCache).as("cached answers").isGreaterThan(scenarios);
    assertThat(kept).as("requests nobody got").isGreaterThan(scenarios / 20);
    assertThat(usage.prefixHitTokens).as("cached tokens").isGreaterThan(5L * scenarios);
    assertThat(cachedTokens).as("cached tokens of answers").isGreaterThan(2L * scenarios);
    assertThat(usage.acceptedTokens).as("accepted drafts").isGreaterThan(5L * scenarios);
    assertThat(ranked).as("fleets with ranks").isGreaterThan(scenarios / 10);
    assertThat(preemptions).as("preemptions").isGreaterThan(scenarios);
    assertThat(drained).as("fleets that drained").isGreaterThan(scenarios / 20);
  }

  /** Shares stay shares where a window sees replicas drain and none ready. */
  private static void hasSoundShares(RandomScenario scenario, StrategyTally tally) {
    for (WindowRow row : tally.windows) {
      for (double share : new double[] {row.fleet().busyShare(), row.fleet().kvCacheMean()}) {
        if (!Double.isNaN(share)) {
          assertThat(share).as("seed %d", scenario.seed()).isBetween(0.0, 1.0);
        }
      }
    }
  }

  private static StrategyTally sameUnderEveryMode(RandomScenario scenario) {
    Outcome bare = scenario.run(Verification.NONE);
    String expected = Fingerprint.of(bare);
    for (Verification mode : List.of(Verification.END, Verification.STEP, Verification.SHADOW)) {
      String what = mode + " on seed " + scenario.seed();
      assertThatCode(
              () -> assertThat(Fingerprint.of(scenario.run(mode))).as(what).isEqualTo(expected))
          .as(what)
          .doesNotThrowAnyException();
    }
    return bare.tally();
  }

  @Test
  void theSameSeedGivesTheSameRunTwice() {
    for (long seed = 1; seed <= 50; seed++) {
      assertThat(Fingerprint.of(RandomScenario.of(seed).run(Verification.END)))
          .as("seed %d", seed)
          .isEqualTo(Fingerprint.of(RandomScenario.of(seed).run(Verification.END)));
    }
  }

  /** The fleet is asked for its model first; the reference's own is a picosecond slower. */
  @Test
  void aStepTimeThatDiffersFromTheReferencesIsFoundInAFleet() {
    StepTimeModel slower =
        new StepTimeModel() {
          @Override
          public long stepPicos(BatchShape batch) {
            return Bench.GROWING.stepPicos(batch) + 1;
          }

          @Override
          public void decodeLine(BatchShape batch, Line out) {
            Bench.GROWING.decodeLine(batch, out);
            out.basePicos++;
          }
        };
    Queue<StepTimeModel> models = new ArrayDeque<>(List.of(Bench.GROWING, slower));
    assertThatThrownBy(() -> runWith(models::remove, Verification.SHADOW))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining("differs from its reference");
    assertThatCode(() -> runWith(() -> Bench.GROWING, Verification.SHADOW))
        .doesNotThrowAnyException();
    assertThatCode(() -> runWith(() -> slower, Verification.END)).doesNotThrowAnyException();
  }

  private static Outcome runWith(Supplier<StepTimeModel> time, Verification verification) {
    FleetPlan plan = Bench.withTime(Bench.fleet(1, Bench.GROWING, EngineFactory.LEAP), time);
    return Bench.run(
        new StrategyPlan(plan, null, List.of()),
        Bench.measure(0, 60 * SECOND, 120 * SECOND),
        ScriptedArrivals.every(1, 5, 100, 50),
        RequestLog.NONE,
        verification);
  }
}
