package dev.crossover.engine.batching;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.reference.BrokenLawException;
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
class StaticLawsTest {
  private static final EngineArgs ARGS = PlainEngine.args(2, 20, 40, 4, 6, true, true, 0);

  /** What an engine tells of its schedule calls. */
  private interface Story {
    void tell(StaticLaws laws);
  }

  @Test
  void aLawfulEngineIsLeftAlone() {
    StaticLaws laws = new StaticLaws(ARGS);
    assertThatCode(
            () -> {
              begin(laws);
              decode(laws, 7, 8);
              laws.scheduleEnded(1, new Counts(2, 1, 0));
              laws.finished(1, 7, FinishReason.LENGTH);
              laws.preempted(8);
              laws.admitted(8, 0);
              laws.scheduled(8, 6, 0);
              laws.scheduleEnded(2, new Counts(1, 1, 3));
              laws.aborted(3, 8);
              laws.aborted(3, 9);
              laws.scheduleEnded(3, new Counts(0, 0, 5));
            })
        .doesNotThrowAnyException();
  }

  static Stream<Arguments> crimes() {
    return Stream.of(
        crime("request 9 joins a batch where 2 run", laws -> laws.admitted(9, 0)),
        crime("request 7 is admitted twice", laws -> laws.admitted(7, 0)),
        crime("request 7 is scheduled twice", laws -> decode(laws, 7, 7)),
        crime("request 5 is scheduled but not in the batch", laws -> laws.scheduled(5, 1, 0)),
        crime("request 7: 1 tokens, 2 drafts", laws -> laws.scheduled(7, 1, 2)),
        crime("request 5 has an output but is not in the batch", laws -> laws.output(5, 0)),
        crime("request 5 is preempted but not in the batch", laws -> laws.preempted(5)),
        crime(
            "request 5 is finished but not in the batch",
            laws -> laws.finished(0, 5, FinishReason.STOP)),
        crime("the call says it is number 4", laws -> laws.scheduleEnded(4, new Counts(2, 0, 1))),
        crime("1 run, 2 are known", laws -> laws.scheduleEnded(1, new Counts(1, 0, 1))),
        crime(
            "0 wait, 1 yielded",
            laws -> {
              laws.preempted(8);
              laws.scheduled(7, 1, 0);
              laws.scheduleEnded(1, new Counts(1, 0, 3));
            }),
        crime(
            "2 blocks free, 4 held",
            laws -> {
              decode(laws, 7, 8);
              laws.scheduleEnded(1, new Counts(2, 0, 2));
            }),
        crime(
            "1 tokens for 1 requests, 2 decode",
            laws -> {
              laws.scheduled(7, 1, 0);
              laws.scheduleEnded(1, new Counts(2, 0, 1));
            }),
        crime(
            "21 tokens are scheduled, the budget is 20",
            laws -> {
              laws.scheduled(7, 20, 0);
              laws.scheduled(8, 1, 0);
              laws.scheduleEnded(1, new Counts(2, 0, 0));
            }));
  }

  @ParameterizedTest
  @MethodSource("crimes")
  void theLawSeesItsCrime(String message, Story story) {
    StaticLaws laws = new StaticLaws(ARGS);
    begin(laws);
    assertThatThrownBy(() -> story.tell(laws))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining("schedule call 1: ")
        .hasMessageContaining(message);
  }

  @Test
  void aCacheHitAndAThirdSlotAreCrimes() {
    assertThatThrownBy(() -> new StaticLaws(ARGS).admitted(1, 4))
        .hasMessageContaining("request 1 finds 4 tokens in a cache");
    StaticLaws laws = new StaticLaws(ARGS);
    laws.admitted(1, 0);
    laws.admitted(2, 0);
    laws.admitted(3, 0);
    assertThatThrownBy(() -> laws.scheduleEnded(0, new Counts(3, 0, 5)))
        .hasMessageContaining("3 run, max_num_seqs is 2");
  }

  /** Requests 7 and 8, padded to 6 tokens, two blocks each. */
  private static void begin(StaticLaws laws) {
    laws.admitted(7, 0);
    laws.admitted(8, 0);
    laws.scheduled(7, 6, 0);
    laws.scheduled(8, 6, 0);
    laws.scheduleEnded(0, new Counts(2, 1, 1));
  }

  private static void decode(StaticLaws laws, int first, int second) {
    laws.scheduled(first, 1, 0);
    laws.scheduled(second, 1, 0);
  }

  private static Arguments crime(String message, Story story) {
    return Arguments.of(message, story);
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
