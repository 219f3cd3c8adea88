package dev.crossover.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.crossover.engine.batching.KvAllocation;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.PlainEngine;
import dev.crossover.engine.serving.SchedulingPolicy;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole fleets whose engines batch in each way. */
class BatchingFleetTest {
  private static final long FIRST_SEED = 20_260_401;

  /**
   * Random fleets, hours and routes: books, laws and fates hold, and looking on changes nothing.
   */
  @ParameterizedTest
  @EnumSource(BatchingPolicy.class)
  void everyModeSeesTheSameRun(BatchingPolicy policy) {
    long completed = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 60; seed++) {
      RandomScenario scenario = batchedBy(policy, seed);
      Outcome bare = scenario.run(Verification.NONE);
      for (Verification mode : List.of(Verification.END, Verification.STEP, Verification.SHADOW)) {
        assertThat(Fingerprint.of(scenario.run(mode)))
            .as("%s on seed %d", mode, seed)
            .isEqualTo(Fingerprint.of(bare));
      }
      completed += bare.tally().counts.of(Fate.COMPLETED);
    }
    assertThat(completed).isGreaterThan(300);
  }

  private static RandomScenario batchedBy(BatchingPolicy policy, long seed) {
    RandomScenario drawn = RandomScenario.of(seed);
    FleetPlan fleet = drawn.strategy().fleet();
    if (fleet == null) {
      return drawn;
    }
    EngineArgs plain =
        fleet.args().toBuilder()
            .longPrefillTokenThreshold(0)
            .policy(SchedulingPolicy.FCFS)
            .numSpeculativeTokens(0)
            .numLookaheadTokens(0)
            .build();
    boolean waits = policy != BatchingPolicy.CONTINUOUS && seed % 3 == 0;
    FleetPlan batched =
        Bench.with(fleet, plain, fleet.dataParallelSize(), null)
            .with(policy.limits(plain), new Batching(policy, waits ? Bench.SECOND / 5 : 0));
    return new RandomScenario(
        seed,
        new StrategyPlan(batched, drawn.strategy().hosted(), drawn.strategy().rules()),
        drawn.measurement(),
        drawn.script());
  }

  static Stream<Arguments> continuousAlone() {
    return Stream.of(
        refused("priorities", args -> args.policy(SchedulingPolicy.PRIORITY)),
        refused("speculation", args -> args.numSpeculativeTokens(3)),
        refused("a sliding window", args -> args.slidingWindow(16)),
        refused("LoRA", args -> args.maxLoras(1)),
        refused("long_prefill_token_threshold", args -> args.longPrefillTokenThreshold(8)));
  }

  private static Arguments refused(String what, UnaryOperator<EngineArgs.Builder> change) {
    return Arguments.of(what, change.apply(args().toBuilder()).build());
  }

  private static EngineArgs args() {
    return PlainEngine.args(4, 64, 60, 4, 41, true, true, 0);
  }

  @ParameterizedTest
  @MethodSource("continuousAlone")
  void whatStaticBatchingCannotDoIsRefused(String what, EngineArgs args) {
    assertThat(BatchingPolicy.CONTINUOUS.limits(args)).isEqualTo(args);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BatchingPolicy.STATIC_GROUPED.limits(args))
        .withMessage("batching is not possible as static_grouped with %s. Maybe continuous?", what);
  }

  @Test
  void staticBatchingIsSynchronousAndCachesNothing() {
    EngineArgs modern = args().toBuilder().asyncScheduling(true).enablePrefixCaching(true).build();
    assertThat(BatchingPolicy.STATIC.limits(modern)).isEqualTo(args());
    assertThat(KvAllocation.PAGED.limits(modern)).isEqualTo(modern);
    assertThat(KvAllocation.CONTIGUOUS.limits(modern).enablePrefixCaching()).isFalse();
    assertThat(KvAllocation.CONTIGUOUS.limits(modern).asyncScheduling()).isTrue();
  }

  /** 40 blocks of 4; 60 tokens need 15: two reservations, whatever the requests' own length. */
  @Test
  void contiguousMemoryHoldsWholeReservations() {
    EngineArgs contiguous = KvAllocation.CONTIGUOUS.limits(args());
    assertThat(contiguous.usableBlocks()).isEqualTo(2);
    assertThat(contiguous.blockSize()).isEqualTo(60);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KvAllocation.CONTIGUOUS.limits(args().toBuilder().numBlocks(15).build()))
        .withMessageContaining("kv_allocation has no room for a request: each needs 15 blocks");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> KvAllocation.CONTIGUOUS.limits(args().toBuilder().slidingWindow(8).build()))
        .withMessageContaining("kv_allocation is not possible as contiguous with a sliding window");
  }

  @Test
  void continuousBatchingWaitsForNobody() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Batching(BatchingPolicy.CONTINUOUS, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Batching(BatchingPolicy.STATIC, -1));
  }
}
