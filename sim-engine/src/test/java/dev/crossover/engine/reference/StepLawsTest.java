package dev.crossover.engine.reference;

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
  private static final EngineArgs PLAIN = PlainEngine.args(2, 20, 40, 4, 6, true, true, 0);
  private static final EngineArgs CACHING = PLAIN.toBuilder().enablePrefixCaching(true).build();
  private static final EngineArgs ASYNC = PLAIN.toBuilder().asyncScheduling(true).build();
  private static final EngineArgs DRAFTING =
      PLAIN.toBuilder().numSpeculativeTokens(2).numLookaheadTokens(2).build();
  private static final EngineArgs WINDOW = PLAIN.toBuilder().slidingWindow(5).build();

  /** What an engine tells of its schedule calls. */
  private interface Story {
    void tell(StepLaws laws);
  }

  @Test
  void aLawfulEngineIsLeftAlone() {
    tell(
        PLAIN,
        laws -> {
          start(laws, 7, 8);
          start(laws, 8, 12);
          laws.arrived(9, 3);
          laws.scheduleEnded(0, new Counts(2, 1, 0));
          laws.preempted(8);
          laws.scheduled(7, 1, 0);
          laws.scheduleEnded(1, new Counts(1, 2, 2));
          laws.finished(1, 7, FinishReason.LENGTH);
          laws.aborted(2, 9);
          laws.admitted(8, 0);
          laws.scheduled(8, 13, 0);
          laws.scheduleEnded(2, new Counts(1, 0, 1));
        });
  }

  /** The same as plain but with lookahead: 8 + 2 positions, then 9 + 2 and 10 + 2. */
  @Test
  void rejectedDraftsAreComputedAgain() {
    tell(
        DRAFTING,
        laws -> {
          start(laws, 1, 8);
          laws.scheduleEnded(0, new Counts(1, 0, 2));
          laws.scheduled(1, 3, 2);
          laws.scheduleEnded(1, new Counts(1, 0, 1));
          laws.accepted(1, 1, 0);
          laws.scheduled(1, 3, 2);
          laws.scheduleEnded(2, new Counts(1, 0, 1));
          laws.accepted(2, 1, 2);
          laws.finished(2, 1, FinishReason.STOP);
        });
  }

  /** A third call in a row that gives nobody anything has nothing to wait for. */
  @Test
  void anAsynchronousEngineWaitsForOneOutput() {
    tell(
        ASYNC,
        laws -> {
          start(laws, 1, 4);
          laws.scheduleEnded(0, new Counts(1, 0, 4));
          laws.scheduleEnded(1, new Counts(1, 0, 4));
          laws.finished(0, 1, FinishReason.LENGTH);
        });
  }

  /** Window 5: at 12 positions computed the first 8 are out of reach of the 13th. */
  @Test
  void blocksLeftOfTheWindowAreFree() {
    tell(
        WINDOW,
        laws -> {
          start(laws, 1, 12);
          laws.scheduleEnded(0, new Counts(1, 0, 2));
          laws.scheduled(1, 1, 0);
          laws.scheduleEnded(1, new Counts(1, 0, 3));
        });
  }

  static Stream<Arguments> crimes() {
    return Stream.of(
        crime(
            "21 tokens are scheduled, the budget is 20",
            laws -> {
              start(laws, 1, 21);
              laws.scheduleEnded(0, new Counts(1, 0, -1));
            }),
        crime(
            "3 run, max_num_seqs is 2",
            laws -> {
              start(laws, 1, 1);
              start(laws, 2, 1);
              start(laws, 3, 1);
              laws.scheduleEnded(0, new Counts(3, 0, 2));
            }),
        crime(
            "2 requests run and 0 wait, 1 were admitted and have not left, 0 not",
            laws -> {
              start(laws, 1, 1);
              laws.scheduleEnded(0, new Counts(2, 0, 4));
            }),
        crime(
            "1 requests run and 0 wait, 1 were admitted and have not left, 1 not",
            laws -> {
              start(laws, 1, 1);
              laws.arrived(2, 1);
              laws.scheduleEnded(0, new Counts(1, 0, 4));
            }),
        crime(
            "4 blocks are free, 2 held, 2 by one request, 5 usable",
            laws -> {
              start(laws, 1, 5);
              laws.scheduleEnded(0, new Counts(1, 0, 4));
            }),
        crime(
            CACHING,
            "4 blocks are free, 3 held, 2 by one request, 5 usable",
            laws -> {
              start(laws, 1, 5);
              start(laws, 2, 4);
              laws.scheduleEnded(0, new Counts(2, 0, 4));
            }),
        crime(
            CACHING,
            "1 blocks are free, 3 held, 2 by one request, 5 usable",
            laws -> {
              start(laws, 1, 5);
              start(laws, 2, 4);
              laws.scheduleEnded(0, new Counts(2, 0, 1));
            }),
        crime(
            WINDOW,
            "2 blocks are free, 2 held",
            laws -> {
              start(laws, 1, 12);
              laws.scheduleEnded(0, new Counts(1, 0, 2));
              laws.scheduled(1, 1, 0);
              laws.scheduleEnded(1, new Counts(1, 0, 2));
            }),
        crime(
            "-2 blocks are free, 7 held",
            laws -> {
              start(laws, 1, 12);
              start(laws, 2, 8);
              laws.scheduleEnded(0, new Counts(2, 0, 0));
              laws.scheduled(1, 1, 0);
              laws.scheduled(2, 1, 0);
              laws.scheduleEnded(1, new Counts(2, 0, -2));
            }),
        crime(
            "request 1 is scheduled twice",
            laws -> {
              start(laws, 1, 1);
              laws.scheduled(1, 1, 0);
            }),
        crime(
            "request 1 is scheduled but not in running",
            laws -> {
              laws.arrived(1, 4);
              laws.scheduled(1, 1, 0);
            }),
        crime("request 1 is told of but not there", laws -> laws.scheduled(1, 1, 0)),
        crime(
            "request 1 is given 0 tokens, 0 drafts",
            laws -> {
              laws.arrived(1, 4);
              laws.admitted(1, 0);
              laws.scheduled(1, 0, 0);
            }),
        crime(
            PLAIN.toBuilder().longPrefillTokenThreshold(3).build(),
            "request 1 is given 4 tokens, the threshold is 3",
            laws -> start(laws, 1, 4)),
        crime(
            "request 1 arrives while it is there",
            laws -> {
              laws.arrived(1, 1);
              laws.arrived(1, 1);
            }),
        crime(
            "request 1 is admitted twice",
            laws -> {
              laws.arrived(1, 1);
              laws.admitted(1, 0);
              laws.admitted(1, 0);
            }),
        crime(
            CACHING,
            "request 1 of 4 tokens has 4 cached",
            laws -> {
              laws.arrived(1, 4);
              laws.admitted(1, 4);
            }),
        crime(
            CACHING,
            "request 1 of 9 tokens has 3 cached",
            laws -> {
              laws.arrived(1, 9);
              laws.admitted(1, 3);
            }),
        crime(
            "request 1 has 4 tokens cached without a cache",
            laws -> {
              laws.arrived(1, 5);
              laws.admitted(1, 4);
            }),
        crime(
            "request 1 is computed to 2 with 0 drafts, known to 1",
            laws -> {
              laws.arrived(1, 1);
              laws.admitted(1, 0);
              laws.scheduled(1, 2, 0);
            }),
        crime(
            DRAFTING,
            "request 1 is computed to 3 with 1 drafts, known to 8",
            laws -> {
              laws.arrived(1, 8);
              laws.admitted(1, 0);
              laws.scheduled(1, 3, 1);
            }),
        crime(
            "request 1 has 1 drafts of 0 and 5 positions of 40",
            laws -> {
              laws.arrived(1, 4);
              laws.admitted(1, 0);
              laws.scheduled(1, 5, 1);
            }),
        crime(
            DRAFTING,
            "request 1 has 3 drafts accepted, 2 were scheduled in call 1",
            laws -> {
              start(laws, 1, 8);
              laws.scheduleEnded(0, new Counts(1, 0, 2));
              laws.scheduled(1, 3, 2);
              laws.scheduleEnded(1, new Counts(1, 0, 1));
              laws.accepted(1, 1, 3);
            }),
        crime(
            "request 1 is told of but not there", laws -> laws.finished(0, 1, FinishReason.LENGTH)),
        crime("request 1 is told of but not there", laws -> laws.aborted(0, 1)),
        crime(
            "request 1 is preempted but not in running",
            laws -> {
              laws.arrived(1, 4);
              laws.preempted(1);
            }),
        crime(
            "1 requests are admitted where 1 had to yield",
            laws -> {
              start(laws, 1, 4);
              laws.scheduleEnded(0, new Counts(1, 0, 4));
              laws.preempted(1);
              start(laws, 2, 4);
              laws.scheduleEnded(1, new Counts(1, 1, 4));
            }),
        crime(
            "1 requests run and none is given anything",
            laws -> {
              start(laws, 1, 4);
              laws.scheduleEnded(0, new Counts(1, 0, 4));
              laws.scheduleEnded(1, new Counts(1, 0, 4));
            }),
        crime(
            ASYNC,
            "1 requests run and none is given anything",
            laws -> {
              start(laws, 1, 4);
              laws.scheduleEnded(0, new Counts(1, 0, 4));
              laws.scheduleEnded(1, new Counts(1, 0, 4));
              laws.scheduleEnded(2, new Counts(1, 0, 4));
            }),
        crime(
            "request 1 needs 20 positions and waits for an empty pool of 5 blocks",
            laws -> {
              laws.arrived(1, 20);
              laws.scheduleEnded(0, new Counts(0, 1, 5));
            }),
        crime(
            "nothing has happened since the last call, which gave nobody anything",
            laws -> {
              laws.arrived(1, 21);
              laws.scheduleEnded(0, new Counts(0, 1, 5));
              laws.scheduleEnded(1, new Counts(0, 1, 5));
            }),
        crime("the call says it is number 1", laws -> laws.scheduleEnded(1, new Counts(0, 0, 5))));
  }

  @ParameterizedTest
  @MethodSource("crimes")
  void theLawSeesItsCrime(EngineArgs args, String message, Story story) {
    assertThatThrownBy(() -> tell(args, story))
        .isInstanceOf(BrokenLawException.class)
        .hasMessageContaining("schedule call ")
        .hasMessageContaining(message);
  }

  private static void tell(EngineArgs args, Story story) {
    story.tell(new StepLaws(args));
  }

  private static Arguments crime(String message, Story story) {
    return crime(PLAIN, message, story);
  }

  private static Arguments crime(EngineArgs args, String message, Story story) {
    return Arguments.of(args, message, story);
  }

  /** A request arrives, is admitted and computes all its prompt. */
  private static void start(StepLaws laws, int tag, int tokens) {
    laws.arrived(tag, tokens);
    laws.admitted(tag, 0);
    laws.scheduled(tag, tokens, 0);
  }

  /** Sizes; whoever waits has the tag 1. */
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
      return 1;
    }
  }
}
