package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.crossover.engine.serving.Recording.Event;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link ServingEngine} promises, worked by hand, for every engine. */
class ServingEngineContractTest {
  /** Blocks of 4, 10 of them; prompts are cut at 64 tokens a step. */
  private static final EngineArgs ARGS = PlainEngine.args(8, 64, 100, 4, 11, true, true, 0);

  private final Recording told = new Recording();
  private final EngineUsage usage = new EngineUsage();

  private ServingEngine engine(EngineKind kind, StepTimeModel time) {
    return kind.create(ARGS, time, told, StepObserver.NONE);
  }

  private static StepTimeModel constant(long picos) {
    return new AffineTime(picos, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void anIdleEngineSchedulesAtTheInstantOfTheRequest(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(5_000_000));
    assertThat(engine.nextEventNanos()).isEqualTo(Long.MAX_VALUE);
    engine.enqueue(PlainEngine.request(7, 3, 2, true), 100);
    engine.enqueue(PlainEngine.request(8, 3, 1, true), 100);
    assertThat(engine.nextEventNanos()).isEqualTo(100);
    assertThat(engine.waiting()).isEqualTo(2);
    engine.advanceTo(100);
    assertThat(engine.running()).isEqualTo(2);
    engine.advanceTo(20_000);
    assertThat(told.entries())
        .containsExactly(
            new Event("scheduled", 7, 100),
            new Event("scheduled", 8, 100),
            new Event("firstToken", 7, 5_100),
            new Event("firstToken", 8, 5_100),
            new Event("finished", 8, 5_100),
            new Event("finished", 7, 10_100));
    assertThat(told.countByGapPicos()).isEqualTo(Map.of(5_000_000L, 1L));
    assertThat(engine.nextEventNanos()).isEqualTo(Long.MAX_VALUE);
  }

  /** Steps of 700 ps end at 0.7, 1.4, 2.1 and 2.8 ns. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void picosecondsAddUpAndAreCutOffWhenTold(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(700));
    engine.enqueue(PlainEngine.request(0, 1, 4, true), 0);
    engine.enqueue(PlainEngine.request(1, 1, 2, true), 0);
    engine.advanceTo(10);
    assertThat(told.entries()).endsWith(new Event("finished", 1, 1), new Event("finished", 0, 2));
    engine.usageAt(10, usage);
    assertThat(usage.busyPicos.value()).isEqualTo(2_800);
    assertThat(usage.runningPicos.value()).isEqualTo(2 * 1_400 + 1_400);
  }

  /** The first step ends at 1.5 ns; a request of nanosecond 1 may not start before that. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void anEngineThatWentIdleWithinANanosecondStartsAfterIt(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_500));
    engine.enqueue(PlainEngine.request(0, 1, 1, true), 0);
    engine.advanceTo(1);
    engine.enqueue(PlainEngine.request(1, 1, 1, true), 1);
    engine.advanceTo(10);
    assertThat(told.entries()).endsWith(new Event("finished", 1, 3));
  }

  /** Decodes end at 1,000, 2,000, ... ns; the newcomer of 3,000 joins the step that starts then. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aNewcomerAtTheEndOfAStepJoinsTheNext(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 3, 20, true), 0);
    runBefore(engine, 3_000);
    engine.enqueue(PlainEngine.request(1, 3, 1, true), 3_000);
    engine.advanceTo(3_000);
    assertThat(told.entries()).endsWith(new Event("scheduled", 1, 3_000));
  }

  /** Advances an engine event by event, to before an instant. */
  private static void runBefore(ServingEngine engine, long nanos) {
    while (engine.nextEventNanos() < nanos) {
      engine.advanceTo(engine.nextEventNanos());
    }
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aNewcomerAfterAdvanceToTheSameInstantJoinsOneStepLater(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 3, 20, true), 0);
    engine.advanceTo(3_000);
    engine.enqueue(PlainEngine.request(1, 3, 1, true), 3_000);
    engine.advanceTo(9_000);
    assertThat(told.entries()).contains(new Event("scheduled", 1, 4_000));
  }

  /** Steps of 1,000 ns: at 3,000 two have ended strictly before, the third once it is advanced. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void accountingCountsStepsStrictlyBeforeUnlessAdvanced(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 3, 20, true), 0);
    runBefore(engine, 3_000);
    engine.accountTo(3_000);
    assertThat(told.countByGapPicos()).isEqualTo(Map.of(1_000_000L, 1L));
    engine.usageAt(3_000, usage);
    assertThat(usage.steps).isEqualTo(2);
    assertThat(usage.busyPicos.value()).isEqualTo(3_000_000);
    engine.advanceTo(3_000);
    engine.usageAt(3_000, usage);
    assertThat(usage.steps).isEqualTo(3);
    assertThat(usage.busyPicos.value()).isEqualTo(3_000_000);
    assertThat(told.countByGapPicos()).isEqualTo(Map.of(1_000_000L, 2L));
  }

  /** The second step starts at 1.5 ns, told as 1: at 1 ns it has not run for minus half of one. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aStepThatStartsWithinTheNanosecondHasNotElapsed(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_500));
    engine.enqueue(PlainEngine.request(0, 3, 20, true), 0);
    engine.advanceTo(1);
    engine.usageAt(1, usage);
    assertThat(usage.busyPicos.value()).isEqualTo(1_500);
  }

  /**
   * One request, 3 + 20 tokens, a step lasts 1,000 ns. Its blocks of 4: one during the first two
   * steps (3 and 4 positions), two during the next four. At 4,500 ns: 2 + 2 * 2.5 block-us.
   */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void theStepUnderWayEntersTheIntegralsInProportion(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 3, 20, true), 0);
    runBefore(engine, 4_500);
    engine.accountTo(4_500);
    engine.usageAt(4_500, usage);
    assertThat(usage.steps).isEqualTo(4);
    assertThat(usage.tokens).isEqualTo(3 + 3);
    assertThat(usage.sampled).isEqualTo(4);
    assertThat(usage.decodeContextTokens).isEqualTo(4 + 5 + 6);
    assertThat(usage.prefillContextTokens).isEqualTo(3);
    assertThat(usage.prefillPairsTwice).isEqualTo(9);
    assertThat(usage.busyPicos.value()).isEqualTo(4_500_000);
    assertThat(usage.runningPicos.value()).isEqualTo(4_500_000);
    assertThat(usage.blockPicos.value()).isEqualTo(7_000_000);
    assertThat(usage.peakBlocks).isEqualTo(2);
  }

  /** Blocks of 4: at 6.5 us the long prompt and its 3 blocks are gone, and 3 are in use. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aRestartedPeakStartsFromTheBlocksInUse(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 3, 20, true), 0);
    engine.enqueue(PlainEngine.request(1, 3, 1, true), 0);
    runBefore(engine, 4_500);
    engine.usageAt(4_500, usage);
    assertThat(usage.peakBlocks).isEqualTo(2);
    engine.enqueue(PlainEngine.request(2, 12, 1, true), 4_500);
    runBefore(engine, 6_500);
    engine.usageAt(6_500, usage);
    assertThat(usage.peakBlocks).isEqualTo(5);
    engine.restartPeak(6_500);
    engine.usageAt(6_500, usage);
    assertThat(usage.peakBlocks).isEqualTo(3);
    runBefore(engine, 11_500);
    engine.usageAt(11_500, usage);
    assertThat(usage.peakBlocks).isEqualTo(4);
  }

  /** At 8,000 the pool of 10 is full, so B yields; its gap spans the wait and the recomputation. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aGapSpansAPreemption(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 16, 10, false), 0);
    engine.enqueue(PlainEngine.request(1, 16, 7, true), 0);
    engine.advanceTo(30_000);
    // A: 16 to 20 positions in 5 blocks until 5,000; then 6. B holds 5: it falls at 5,000 with 5
    // tokens sampled. A's 10th token comes at 10,000; B computes 16 + 5 and samples at 11,000.
    assertThat(told.entries())
        .contains(new Event("preempted", 1, 5_000), new Event("finished", 0, 10_000))
        .endsWith(new Event("finished", 1, 12_000));
    assertThat(told.countByGapPicos()).isEqualTo(Map.of(1_000_000L, 5L, 6_000_000L, 1L));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void gapsOfUnmeasuredRequestsAreNotTold(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 3, 9, false), 0);
    engine.advanceTo(30_000);
    assertThat(told.countByGapPicos()).isEmpty();
    assertThat(told.entries()).endsWith(new Event("finished", 0, 9_000));
  }

  /**
   * Step time 1,000 ns and 10 ps per position attended: gap j of a prompt of 3 is 1,000,040 + 10 j.
   */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void gapsGrowWithTheContext(EngineKind kind) {
    ServingEngine engine = engine(kind, new AffineTime(1_000_000, 0, 10, 0, 0));
    engine.enqueue(PlainEngine.request(0, 3, 4, true), 0);
    engine.advanceTo(30_000);
    assertThat(told.countByGapPicos())
        .isEqualTo(Map.of(1_000_040L, 1L, 1_000_050L, 1L, 1_000_060L, 1L));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void whatCannotBeServedIsRefused(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.enqueue(PlainEngine.request(0, 0, 1, true), 0))
        .withMessageContaining("1 to 99");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.enqueue(PlainEngine.request(0, 100, 1, true), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.enqueue(PlainEngine.request(0, 5, 0, true), 0));
    assertThat(engine.waiting()).isZero();
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void timeMustNotRunBackwardsNorOvertakeTheEngine(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 3, 1, true), 50);
    engine.advanceTo(60);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.enqueue(PlainEngine.request(1, 3, 1, true), 59))
        .withMessageContaining("59 ns is before 60 ns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.enqueue(PlainEngine.request(1, 3, 1, true), 1_051))
        .withMessageContaining("advance to 1050 ns before speaking of 1051 ns");
  }

  /** Two of ten blocks' worth of prompt cannot be gated in beside nine blocks: it waits unseen. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aBlockedHeadStaysBlockedUntilBlocksReturn(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 33, 3, true), 0);
    engine.enqueue(PlainEngine.request(1, 8, 1, true), 0);
    engine.enqueue(PlainEngine.request(2, 1, 1, true), 0);
    engine.advanceTo(2_000);
    assertThat(engine.running()).isEqualTo(1);
    assertThat(engine.waiting()).isEqualTo(2);
    engine.advanceTo(9_000);
    assertThat(told.entries())
        .contains(new Event("scheduled", 1, 3_000), new Event("scheduled", 2, 3_000));
  }

  /** It leaves where a newcomer would enter: at the end of the step under way. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void anAbortedRequestLeavesAtTheEndOfTheStep(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 3, 20, true), 0);
    engine.enqueue(PlainEngine.request(1, 3, 20, true), 0);
    runBefore(engine, 4_500);
    engine.abort(0, 4_500);
    engine.advanceTo(4_999);
    assertThat(engine.running()).isEqualTo(2);
    engine.advanceTo(5_000);
    assertThat(told.entries()).endsWith(new Event("finished by abort", 0, 5_000));
    assertThat(engine.running()).isEqualTo(1);
    assertThat(engine.heldBlocks()).isEqualTo(2);
    engine.advanceTo(30_000);
    assertThat(told.entries()).endsWith(new Event("finished", 1, 20_000));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void whoEndsBeforeItsAbortIsSeenIsNotAborted(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 3, 2, true), 0);
    engine.advanceTo(1_500);
    engine.abort(0, 1_500);
    engine.advanceTo(9_000);
    assertThat(told.entries()).endsWith(new Event("finished", 0, 2_000));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.abort(0, 9_000))
        .withMessageContaining("0");
  }

  /** 11 blocks of 4 can never be had: the engine stalls until the client gives up. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void anAbortWakesAStalledEngine(EngineKind kind) {
    ServingEngine engine = engine(kind, constant(1_000_000));
    engine.enqueue(PlainEngine.request(0, 44, 2, true), 0);
    engine.enqueue(PlainEngine.request(1, 3, 1, true), 0);
    engine.advanceTo(0);
    assertThat(engine.nextEventNanos()).isEqualTo(Long.MAX_VALUE);
    engine.abort(0, 700);
    engine.advanceTo(700);
    assertThat(told.entries())
        .containsExactly(new Event("finished by abort", 0, 700), new Event("scheduled", 1, 700));
  }

  /** Steps 0 and 1 are scheduled at 0, step 2 at 1,000: B's first token comes with it, at 3,000. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void anAsynchronousEngineSchedulesOneStepAhead(EngineKind kind) {
    ServingEngine engine = asynchronous(kind);
    engine.enqueue(PlainEngine.request(0, 3, 5, true), 0);
    engine.advanceTo(500);
    engine.enqueue(PlainEngine.request(1, 3, 2, true), 500);
    engine.advanceTo(30_000);
    assertThat(told.entries())
        .containsExactly(
            new Event("scheduled", 0, 0),
            new Event("firstToken", 0, 1_000),
            new Event("scheduled", 1, 1_000),
            new Event("firstToken", 1, 3_000),
            new Event("finished", 1, 4_000),
            new Event("finished", 0, 5_000));
    assertThat(told.countByGapPicos()).isEqualTo(Map.of(1_000_000L, 5L));
  }

  /** The stop at 2,000 is not foreseen: the step until 3,000 is wasted, and B waits for its end. */
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void anAsynchronousEngineWastesAStepOnAStop(EngineKind kind) {
    ServingEngine engine = asynchronous(kind);
    EngineRequest stops = PlainEngine.request(0, 3, 9, true);
    stops.outputTokens = 2;
    engine.enqueue(stops, 0);
    engine.advanceTo(2_400);
    assertThat(told.entries()).endsWith(new Event("finished by stop", 0, 2_000));
    engine.enqueue(PlainEngine.request(1, 3, 1, true), 2_400);
    engine.advanceTo(30_000);
    assertThat(told.entries())
        .endsWith(
            new Event("scheduled", 1, 3_000),
            new Event("firstToken", 1, 4_000),
            new Event("finished", 1, 4_000));
    engine.usageAt(30_000, usage);
    assertThat(usage.busyPicos.value()).isEqualTo(4_000_000);
    assertThat(usage.runningPicos.value())
        .as("nobody runs in the wasted step")
        .isEqualTo(3_000_000);
  }

  private ServingEngine asynchronous(EngineKind kind) {
    EngineArgs args = ARGS.toBuilder().asyncScheduling(true).build();
    return kind.create(args, constant(1_000_000), told, StepObserver.NONE);
  }
}
