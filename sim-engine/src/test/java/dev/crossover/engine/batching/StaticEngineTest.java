package dev.crossover.engine.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.EngineUsage;
import dev.crossover.engine.serving.PlainEngine;
import dev.crossover.engine.serving.ScheduleView;
import dev.crossover.engine.serving.StepObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Timelines of request-level batching, worked by hand; every step takes one microsecond. */
class StaticEngineTest {
  /** Three slots, 64 tokens a step, 40 blocks of 4 positions. */
  private static final EngineArgs ROOMY = args(3, 64, 41);

  private static EngineArgs args(int slots, int budget, int blocks) {
    return PlainEngine.args(slots, budget, 60, 4, blocks, true, true, 0);
  }

  private static Timeline first(EngineArgs args) {
    return new Timeline(args, Grouping.ARRIVAL, 0);
  }

  /** Prompts of 3 and 8: both computed as 8. 1 ends after 2 tokens and goes on as padding. */
  @Test
  void promptsArePaddedAndEndedSlotsAreComputedToTheEnd() {
    assertThat(first(ROOMY).request(1, 0, 3, 2).request(2, 0, 8, 4).run())
        .isEqualTo(
            """
            0 | 1 scheduled
            0 | 2 scheduled
            0 | 2 prompts, 16 tokens
            1 | 1 first
            1 | 2 first
            1 | 2 decodes at 18
            2 | 1 length
            2 | 2 decodes at 20
            3 | 2 decodes at 22
            4 | 2 length
            """);
  }

  /**
   * 2 comes while 1 is served alone, with two slots free: it waits for 1's last token all the same.
   */
  @Test
  void nobodyJoinsUntilTheLastOfTheBatchHasEnded() {
    assertThat(first(ROOMY).request(1, 0, 5, 3).request(2, 1, 2, 1).request(3, 2, 4, 1).run())
        .isEqualTo(
            """
            0 | 1 scheduled
            0 | 1 prompts, 5 tokens
            1 | 1 first
            1 | 1 decodes at 6
            2 | 1 decodes at 7
            3 | 1 length
            3 | 2 scheduled
            3 | 3 scheduled
            3 | 2 prompts, 8 tokens
            4 | 2 first
            4 | 2 length
            4 | 3 first
            4 | 3 length
            """);
  }

  @Test
  void aBatchTakesNoMoreThanItsSlots() {
    assertThat(
            first(args(2, 64, 41))
                .request(1, 0, 4, 1)
                .request(2, 0, 4, 1)
                .request(3, 0, 4, 1)
                .run())
        .contains("0 | 2 prompts, 8 tokens\n")
        .contains("1 | 3 scheduled\n1 | 1 prompts, 4 tokens\n");
  }

  /** Budget 20, three prompts padded to 12: 12 + 8, then 4 + 12. Decoding waits for the last. */
  @Test
  void aLongPrefillIsSpreadOverStepsWithinTheBudget() {
    assertThat(
            first(args(3, 20, 41))
                .request(1, 0, 12, 2)
                .request(2, 0, 12, 2)
                .request(3, 0, 12, 2)
                .run())
        .isEqualTo(
            """
            0 | 1 scheduled
            0 | 2 scheduled
            0 | 3 scheduled
            0 | 2 prompts, 20 tokens
            1 | 1 first
            1 | 2 prompts, 16 tokens
            2 | 2 first
            2 | 3 first
            2 | 3 decodes at 39
            3 | 1 x gap of 2
            3 | 1 length
            3 | 2 length
            3 | 3 length
            """);
  }

  /** Without chunked prefill, budget 60: two prompts of 25 fit a step, the third must wait. */
  @Test
  void promptsAreNotSplitWhereChunkedPrefillIsOff() {
    EngineArgs whole = PlainEngine.args(3, 60, 60, 4, 41, false, true, 0);
    assertThat(first(whole).request(1, 0, 25, 1).request(2, 0, 25, 1).request(3, 0, 25, 1).run())
        .contains("0 | 2 prompts, 50 tokens\n")
        .contains("1 | 1 prompts, 25 tokens\n");
  }

  /** Six blocks of 4: two prompts padded to 9 take three each, a third request must wait. */
  @Test
  void aBatchTakesNoMoreThanItsPaddedPromptsHaveBlocks() {
    Timeline timeline =
        first(args(3, 64, 7)).request(1, 0, 2, 1).request(2, 0, 9, 1).request(3, 0, 2, 1);
    assertThat(timeline.run(1)).contains("0 | 2 prompts, 18 tokens\n");
    assertThat(timeline.engine.freeBlocks()).isZero();
    assertThat(timeline.run()).contains("1 | 3 scheduled\n");
    assertThat(timeline.engine.freeBlocks()).isEqualTo(6);
  }

  /**
   * Five blocks of 4: two slots of 8 hold two each. The ninth position takes 3 + 3: 1 ended at its
   * first token, its padding gives way, and 2 goes on alone.
   */
  @Test
  void paddingGivesItsBlocksBackBeforeAnyRequestMust() {
    assertThat(first(args(2, 64, 6)).request(1, 0, 8, 1).request(2, 0, 8, 3).run())
        .isEqualTo(
            """
            0 | 1 scheduled
            0 | 2 scheduled
            0 | 2 prompts, 16 tokens
            1 | 1 first
            1 | 1 length
            1 | 2 first
            1 | 1 decodes at 9
            2 | 1 decodes at 10
            3 | 2 length
            """);
  }

  /**
   * The same with both going on: 2, the tail, yields at 1 us and is computed again, 5 + 1 tokens of
   * it, when 1 has ended. It has its second token 4 us after the first.
   */
  @Test
  void theTailYieldsWhereBlocksRunOutAndIsInTheNextBatch() {
    Timeline timeline = first(args(2, 64, 6)).request(1, 0, 8, 4).request(2, 0, 5, 3);
    assertThat(timeline.run())
        .isEqualTo(
            """
            0 | 1 scheduled
            0 | 2 scheduled
            0 | 2 prompts, 16 tokens
            1 | 1 first
            1 | 2 first
            1 | 2 preempted
            1 | 1 decodes at 9
            2 | 1 decodes at 10
            3 | 1 decodes at 11
            4 | 1 length
            4 | 1 prompts, 6 tokens
            5 | 1 x gap of 4
            5 | 1 decodes at 7
            6 | 2 length
            """);
    assertThat(timeline.usage(1_001).preemptions).isEqualTo(1);
  }

  /**
   * 60 positions at most: at a padded 57, 1 reaches them after its fourth token; 2 has 12 to go.
   */
  @Test
  void aSlotAtTheModelsLengthGivesUpPadding() {
    assertThat(first(args(2, 200, 41)).request(1, 0, 57, 9).request(2, 0, 3, 6).run())
        .isEqualTo(
            """
            0 | 1 scheduled
            0 | 2 scheduled
            0 | 2 prompts, 114 tokens
            1 | 1 first
            1 | 2 first
            1 | 2 decodes at 116
            2 | 2 decodes at 118
            3 | 1 length
            3 | 2 decodes at 120
            4 | 2 decodes at 120
            5 | 2 decodes at 120
            6 | 2 length
            """);
  }

  /** Waiting at 5 us: 9, 2, 8 and 3 tokens. Sorted and cut by two slots: (2, 3) and (8, 9). */
  @Test
  void groupsAreOfSimilarLength() {
    assertThat(fiveOfFourLengths(Grouping.SIMILAR_LENGTH).run())
        .contains("5 | 3 scheduled\n5 | 5 scheduled\n5 | 2 prompts, 6 tokens\n")
        .contains("6 | 4 scheduled\n6 | 2 scheduled\n6 | 2 prompts, 18 tokens\n");
    assertThat(fiveOfFourLengths(Grouping.ARRIVAL).run())
        .contains("5 | 2 scheduled\n5 | 3 scheduled\n5 | 2 prompts, 18 tokens\n")
        .contains("6 | 4 scheduled\n6 | 5 scheduled\n6 | 2 prompts, 16 tokens\n");
  }

  private static Timeline fiveOfFourLengths(Grouping grouping) {
    return new Timeline(args(2, 64, 41), grouping, 0)
        .request(1, 0, 5, 5)
        .request(2, 1, 9, 1)
        .request(3, 1, 2, 1)
        .request(4, 2, 8, 1)
        .request(5, 3, 3, 1);
  }

  /** The round of 5 us has 4 and 9 tokens: 1 token that comes at 6 us is served after the 9. */
  @Test
  void aShortNewcomerWaitsForTheRoundToEnd() {
    Timeline timeline =
        new Timeline(args(1, 64, 41), Grouping.SIMILAR_LENGTH, 0)
            .request(1, 0, 5, 5)
            .request(2, 1, 9, 1)
            .request(3, 2, 4, 2);
    timeline.request(4, 6, 1, 1);
    assertThat(timeline.run())
        .contains("5 | 3 scheduled\n")
        .contains("7 | 2 scheduled\n")
        .contains("8 | 4 scheduled\n");
  }

  /** An incomplete batch waits 10 us from its first request, and begins when its slots are full. */
  @Test
  void anIncompleteBatchWaitsForCompanyButNotForEver() {
    Timeline timeline = new Timeline(args(3, 64, 41), Grouping.ARRIVAL, 10);
    timeline.request(1, 2, 4, 1).request(2, 7, 4, 1);
    assertThat(timeline.engine.nextEventNanos()).isEqualTo(12_000);
    assertThat(timeline.run(20)).contains("12 | 1 scheduled\n12 | 2 scheduled\n");
    timeline.request(3, 21, 4, 1).request(4, 22, 4, 1).request(5, 23, 4, 1);
    assertThat(timeline.run()).contains("23 | 3 scheduled\n23 | 4 scheduled\n23 | 5 scheduled\n");
  }

  /** 2 came at 3 us, while 1 ran to 5 us: its 10 us have begun when it came. */
  @Test
  void theWaitForCompanyCountsWhileABatchRuns() {
    Timeline timeline = new Timeline(args(3, 64, 41), Grouping.ARRIVAL, 10);
    timeline.request(1, 0, 4, 5).request(2, 11, 4, 1);
    assertThat(timeline.run()).contains("10 | 1 scheduled\n").contains("21 | 2 scheduled\n");
  }

  /** Of 12 positions each and 8 there, nobody is ever served; vLLM waits for ever as well. */
  @Test
  void whatNeverFitsWaitsForEver() {
    Timeline timeline = first(args(2, 64, 3)).request(1, 0, 12, 1).request(2, 0, 2, 1);
    assertThat(timeline.run()).isEmpty();
    assertThat(timeline.engine.nextEventNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(timeline.abort(1, 2_000).run(3_000))
        .isEqualTo(
            """
            2000 | 1 abort
            2000 | 2 scheduled
            2000 | 1 prompts, 2 tokens
            2001 | 2 first
            2001 | 2 length
            """);
  }

  /** 1 is given up as its step ends: it leaves at that schedule and is padding; 3 only waited. */
  @Test
  void anAbortedRequestLeavesAtTheNextSchedule() {
    Timeline timeline =
        first(args(2, 64, 41)).request(1, 0, 4, 9).request(2, 0, 4, 3).request(3, 0, 4, 3);
    assertThat(timeline.abort(1, 2).abort(3, 2).run())
        .isEqualTo(
            """
            0 | 1 scheduled
            0 | 2 scheduled
            0 | 2 prompts, 8 tokens
            1 | 1 first
            1 | 2 first
            1 | 2 decodes at 10
            2 | 1 abort
            2 | 3 abort
            2 | 2 decodes at 12
            3 | 2 length
            """);
  }

  @Test
  void aBatchOfWhichNobodyIsLeftEnds() {
    Timeline timeline = first(args(1, 64, 41)).request(1, 0, 4, 9).request(2, 0, 4, 1);
    assertThat(timeline.abort(1, 2).run()).contains("2 | 1 abort\n2 | 2 scheduled\n");
  }

  /** An answer of 2 that the model ends, one of 2 that max_tokens ends, at the same step. */
  @Test
  void anAnswerEndsByStopOrByLength() {
    Timeline timeline = first(ROOMY);
    var stops = PlainEngine.request(1, 4, 9, true);
    stops.outputTokens = 2;
    timeline.engine.enqueue(stops, 0);
    assertThat(timeline.request(2, 0, 4, 2).run()).contains("2 | 1 stop\n2 | 2 length\n");
  }

  /**
   * Prompts of 3 and 8, blocks of 4: four blocks during the prefill, then six (9 positions each).
   * At 3.5 us: 4 + 6 * 2.5 block-us; 1 ran 2 us and 2 ran 3.5.
   */
  @Test
  void usageCountsPaddingAsComputedAndHeld() {
    Timeline timeline = first(ROOMY).request(1, 0, 3, 2).request(2, 0, 8, 9);
    timeline.run(3);
    timeline.engine.advanceTo(3_500);
    EngineUsage usage = new EngineUsage();
    timeline.engine.usageAt(3_500, usage);
    assertThat(usage.steps).isEqualTo(3);
    assertThat(usage.tokens).isEqualTo(16 + 2 + 2);
    assertThat(usage.sampled).isEqualTo(6);
    assertThat(usage.decodeContextTokens).isEqualTo(18 + 20);
    assertThat(usage.prefillContextTokens).isEqualTo(16);
    assertThat(usage.prefillPairsTwice).isEqualTo(2 * 64);
    assertThat(usage.busyPicos.value()).isEqualTo(3_500_000);
    assertThat(usage.runningPicos.value()).isEqualTo(2 * 2_000_000 + 1_500_000);
    assertThat(usage.blockPicos.value()).isEqualTo(4_000_000 + 6 * 2_500_000);
    assertThat(usage.peakBlocks).isEqualTo(6);
    assertThat(timeline.engine.running()).isEqualTo(1);
    assertThat(timeline.engine.heldBlocks()).isEqualTo(6);
    assertThat(timeline.engine.freeBlockOrder()).hasSize(34).startsWith(7).endsWith(40);
    timeline.engine.restartPeak(3_500);
    timeline.run();
    assertThat(timeline.usage(1_001).peakBlocks).isEqualTo(8);
  }

  /** What a step observer hears beyond the laws: every arrival, every token, the order of all. */
  @Test
  void anObserverHearsArrivalsTokensAndQueues() {
    List<String> heard = new ArrayList<>();
    StepObserver observer =
        new StepObserver() {
          @Override
          public void arrived(int tag, int promptTokens) {
            heard.add(tag + " of " + promptTokens);
          }

          @Override
          public void output(int tag, long nanos) {
            heard.add(tag + " at " + nanos);
          }

          @Override
          public void scheduleEnded(long step, ScheduleView view) {
            List<Integer> running = new ArrayList<>();
            List<Integer> waiting = new ArrayList<>();
            IntStream.range(0, view.running()).forEach(i -> running.add(view.runningTag(i)));
            IntStream.range(0, view.waiting()).forEach(i -> waiting.add(view.waitingTag(i)));
            heard.add("%d: %s, %s, %d free".formatted(step, running, waiting, view.freeBlocks()));
          }
        };
    Timeline time = first(ROOMY);
    StaticEngine engine =
        new StaticEngine(args(2, 64, 41), Grouping.ARRIVAL, 0, time, time, observer);
    engine.enqueue(PlainEngine.request(1, 4, 1, true), 0);
    engine.enqueue(PlainEngine.request(2, 4, 2, true), 0);
    engine.enqueue(PlainEngine.request(3, 4, 1, true), 0);
    engine.advanceTo(0);
    engine.enqueue(PlainEngine.request(4, 4, 1, true), 0);
    engine.advanceTo(2_000);
    assertThat(heard)
        .containsExactly(
            "1 of 4",
            "2 of 4",
            "3 of 4",
            "0: [1, 2], [3], 38 free",
            "4 of 4",
            "1 at 1000",
            "2 at 1000",
            "1: [2], [3, 4], 36 free",
            "2 at 2000",
            "2: [3, 4], [], 38 free");
  }

  @Test
  void whatCannotBeServedIsRefused() {
    Timeline timeline = first(ROOMY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> timeline.request(0, 0, 60, 1))
        .withMessageContaining("1 to 59");
    assertThatIllegalArgumentException().isThrownBy(() -> timeline.request(0, 0, 5, 0));
    assertThat(timeline.engine.waiting()).isZero();
  }
}
