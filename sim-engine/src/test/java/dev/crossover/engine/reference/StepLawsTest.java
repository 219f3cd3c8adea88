package dev.crossover.engine.reference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.serving.EngineArgs;
import dev.crossover.engine.serving.FinishReason;
import dev.crossover.engine.serving.PlainEngine;
import dev.crossover.engine.serving.ScheduleView;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two slots, a budget of 20 tokens, 5 usable blocks of 4 positions. */
class StepLawsTest {
  private static final EngineArgs ARGS = PlainEngine.args(2, 20, 40, 4, 6, true, true, 0);

  /** What an engine tells of its schedule calls. */
  private interface Story {
    void tell(StepLaws laws);
  }

  @Test
  void aLawfulEngineIsLeftAlone() {
    StepLaws laws = new StepLaws(ARGS);
    assertThatCode(
            () -> {
              admit(laws, 7, 8);
              admit(laws, 8, 12);
              laws.scheduleEnded(0, new Counts(2, 1, 0));
              laws.preempted(8);
              laws.scheduled(7, 1, 0);
              laws.scheduleEnded(1, new Counts(1, 2, 2));
              laws.finished(0, 7, FinishReason.LENGTH);
              admit(laws, 8, 13);
              laws.scheduleEnded(2, new Counts(1, 1, 1));
            })
        .doesNotThrowAnyException();
  }

  static Stream<Arguments> crimes() {
    return Stream.of(
        crime(
            "21 tokens are scheduled, the budget is 20",
            laws -> {
              admit(laws, 1, 21);
              laws.scheduleEnded(0, new Counts(1, 0, -1));
            }),
        crime(
            "3 run, max_num_seqs is 2",
            laws -> {
              admit(laws, 1, 1);
              admit(laws, 2, 1);
              admit(laws, 3, 1);
              laws.scheduleEnded(0, new Counts(3, 0, 2));
            }),
        crime(
            "2 requests run, 1 were admitted",
            laws -> {
              admit(laws, 1, 1);
              laws.scheduleEnded(0, new Counts(2, 0, 4));
            }),
        crime(
            "4 blocks are free, 2 held, 5 usable",
            laws -> {
              admit(laws, 1, 5);
              laws.scheduleEnded(0, new Counts(1, 0, 4));
            }),
        crime(
            "-1 blocks are free, 6 held, 5 usable",
            laws -> {
              admit(laws, 1, 12);
              admit(laws, 2, 8);
              laws.scheduleEnded(0, new Counts(2, 0, 0));
              laws.scheduled(1, 1, 0);
              laws.scheduleEnded(1, new Counts(2, 0, -1));
            }),
        crime(
            "request 1 is scheduled twice",
            laws -> {
              admit(laws, 1, 1);
              laws.scheduled(1, 1, 0);
            }),
        crime("request 1 is scheduled but not in running", laws -> laws.scheduled(1, 1, 0)),
        crime("request 1 is given 0 tokens", laws -> admit(laws, 1, 0)),
        crime(
            "request 1 is admitted twice",
            laws -> {
              laws.admitted(1, 0);
              laws.admitted(1, 0);
            }),
        crime(
            "request 1 is finished but not in running",
            laws -> laws.finished(0, 1, FinishReason.LENGTH)),
        crime("request 1 is preempted but not in running", laws -> laws.preempted(1)),
        crime(
            "request 1 is scheduled and preempted",
            laws -> {
              admit(laws, 1, 1);
              laws.preempted(1);
            }),
        crime(
            "1 requests are admitted where 1 had to yield",
            laws -> {
              admit(laws, 1, 4);
              laws.scheduleEnded(0, new Counts(1, 0, 4));
              laws.preempted(1);
              admit(laws, 2, 4);
              laws.scheduleEnded(1, new Counts(1, 1, 4));
            }),
        crime(
            "0 wait where 1 were preempted",
            laws -> {
              admit(laws, 1, 4);
              laws.scheduleEnded(0, new Counts(1, 0, 4));
              laws.preempted(1);
              laws.scheduleEnded(1, new Counts(0, 0, 5));
            }),
        crime("the call says it is number 1", laws -> laws.scheduleEnded(1, new Counts(0, 0, 5))));
  }

  @ParameterizedTest
  @MethodSource("crimes")
  void theLawSeesItsCrime(String message, Story story) {
    assertThatThrownBy(() -> story.tell(new StepLaws(ARGS)))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining("schedule call ")
        .hasMessageContaining(message);
  }

  private static Arguments crime(String message, Story story) {
    return Arguments.of(message, story);
  }

  private static void admit(StepLaws laws, int tag, int tokens) {
    laws.admitted(tag, 0);
    laws.scheduled(tag, tokens, 0);
  }

  /** Sizes without names. */
  private record Counts(int running, int waiting, int freeBlocks) implements ScheduleView {
    @Override
    public int runningTag(int index) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int setAside() {
      return 0;
    }

    @Override
    public int waitingTag(int index) {
      throw new UnsupportedOperationException();
    }
  }
}
