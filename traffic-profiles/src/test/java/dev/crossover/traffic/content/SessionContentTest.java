package dev.crossover.traffic.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.serving.TokenContent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SessionContentTest {
  private static final int NO_LIMIT = Integer.MAX_VALUE;
  private static final long PREFIX = TokenStreams.prefix(0, 7);
  private static final TokenContent SYSTEM = TokenContent.of(PREFIX, 50);

  /** System prompt, 100 new tokens, an answer of 30, 20 new ones, an answer of 5, 1 new one. */
  @Test
  void aPromptIsTheOneBeforeItsAnswerAndWhatIsNew() {
    SessionContent session = new SessionContent(0, 3, SYSTEM, NO_LIMIT);
    long user = TokenStreams.user(0, 3);

    TokenContent first = session.prompt(100);
    assertThat(intervals(first)).containsExactly(PREFIX + " from 0: 50", user + " from 0: 100");
    assertThat(first.tokens()).isEqualTo(150);
    long firstAnswer = session.answerStream();
    session.answered(30, 0);

    TokenContent second = session.prompt(20);
    assertThat(intervals(second))
        .containsExactly(
            PREFIX + " from 0: 50",
            user + " from 0: 100",
            firstAnswer + " from 0: 30",
            user + " from 100: 20");
    long secondAnswer = session.answerStream();
    session.answered(5, 0);

    TokenContent third = session.prompt(1);
    assertThat(third.tokens()).isEqualTo(150 + 30 + 20 + 5 + 1);
    assertThat(intervals(third)).startsWith(intervals(second)).hasSize(6);
    assertThat(intervals(third)[4]).isEqualTo(secondAnswer + " from 0: 5");
    assertThat(intervals(third)[5]).isEqualTo(user + " from 120: 1");
    assertThat(intervals(first)).as("stays what it was").hasSize(2);
  }

  @Test
  void sessionsShareTheirPrefixAndNothingElse() {
    SessionContent one = new SessionContent(0, 0, SYSTEM, NO_LIMIT);
    SessionContent other = new SessionContent(0, 1, SYSTEM, NO_LIMIT);
    TokenContent first = one.prompt(10);
    TokenContent second = other.prompt(10);
    assertThat(second.stream(0)).isEqualTo(first.stream(0));
    assertThat(second.stream(1)).isNotEqualTo(first.stream(1));
    assertThat(other.answerStream()).isNotEqualTo(one.answerStream());
  }

  @Test
  void aSessionWithoutAPrefixBeginsWithItsUser() {
    TokenContent first = new SessionContent(0, 0, TokenContent.PRIVATE, NO_LIMIT).prompt(10);
    assertThat(intervals(first)).containsExactly(TokenStreams.user(0, 0) + " from 0: 10");
  }

  @Test
  void promptsAndAnswersAlternate() {
    SessionContent session = new SessionContent(0, 0, TokenContent.PRIVATE, NO_LIMIT);
    assertThatIllegalStateException().isThrownBy(session::answerStream);
    assertThatIllegalStateException().isThrownBy(() -> session.answered(1, 0));
    session.prompt(1);
    assertThatIllegalStateException().isThrownBy(() -> session.prompt(1));
  }

  /** 30 tokens of an answer are thinking: they were generated, and never come back. */
  @Test
  void thinkingIsLeftOutOfTheContext() {
    SessionContent session = new SessionContent(0, 0, SYSTEM, NO_LIMIT);
    long user = TokenStreams.user(0, 0);
    session.prompt(10);
    long answer = session.answerStream();
    session.answered(100, 30);
    TokenContent second = session.prompt(5);
    assertThat(intervals(second))
        .containsExactly(
            PREFIX + " from 0: 50",
            user + " from 0: 10",
            answer + " from 30: 70",
            user + " from 10: 5");
    session.answered(40, 40);
    TokenContent third = session.prompt(7);
    assertThat(intervals(third)).startsWith(intervals(second)).hasSize(5);
    assertThat(intervals(third)[4]).isEqualTo(user + " from 15: 7");
    assertThat(third.tokens()).isEqualTo(50 + 10 + 70 + 5 + 7);
  }

  /** 100 tokens at most, 50 of them the system prompt. Turns of 10 + 10 tokens: two fit with 10. */
  @Test
  void theOldestTurnsAreLeftOutUntilThePromptFits() {
    SessionContent session = new SessionContent(0, 0, SYSTEM, 100);
    for (int turn = 0; turn < 3; turn++) {
      assertThat(session.prompt(10).tokens()).isEqualTo(50 + 20 * turn + 10);
      session.answered(10, 0);
    }
    TokenContent third = session.prompt(10);
    long user = TokenStreams.user(0, 0);
    assertThat(intervals(third))
        .containsExactly(
            PREFIX + " from 0: 50",
            user + " from 10: 10",
            TokenStreams.answer(0, 0, 2) + " from 0: 10",
            user + " from 20: 10",
            TokenStreams.answer(0, 0, 3) + " from 0: 10",
            user + " from 30: 10");
    session.answered(10, 0);
    TokenContent all = session.prompt(45);
    assertThat(intervals(all)).containsExactly(PREFIX + " from 0: 50", user + " from 40: 45");
  }

  @Test
  void aTurnThatDoesNotFitByItselfIsCut() {
    SessionContent session = new SessionContent(0, 0, SYSTEM, 100);
    assertThat(session.prompt(700).tokens()).isEqualTo(100);
    session.answered(5, 0);
    assertThat(session.prompt(700).tokens()).isEqualTo(100);
    assertThat(new SessionContent(0, 1, SYSTEM, 30).prompt(9).tokens())
        .as("one stays")
        .isEqualTo(51);
  }

  @Test
  void theSameTurnCanBeSentAgain() {
    SessionContent session = new SessionContent(0, 0, SYSTEM, NO_LIMIT);
    assertThatIllegalStateException().isThrownBy(session::unanswered);
    TokenContent first = session.prompt(10);
    assertThat(session.unanswered()).isSameAs(first);
    session.answered(3, 0);
    assertThatIllegalStateException().isThrownBy(session::unanswered);
  }

  /** Random sessions against a list of turns that is kept whole and cut anew for each prompt. */
  @Test
  void aLongSessionIsWhatItsTurnsAre() {
    RandomStream draws = new RandomStreams(3, 0).stream("session");
    for (int run = 0; run < 20; run++) {
      int limit = run % 2 == 0 ? NO_LIMIT : 400;
      SessionContent session = new SessionContent(run, run, SYSTEM, limit);
      List<int[]> turns = new ArrayList<>();
      for (int turn = 0; turn < 200; turn++) {
        int added = 1 + (int) (60 * draws.uniform(1000L * run + 4L * turn));
        while (50 + added + turns.stream().mapToInt(kept -> kept[0] + kept[1]).sum() > limit) {
          turns.remove(0);
        }
        int expected = 50 + added + turns.stream().mapToInt(kept -> kept[0] + kept[1]).sum();
        TokenContent prompt = session.prompt(added);
        assertThat(prompt.tokens()).as("seed 3, run %s, turn %s", run, turn).isEqualTo(expected);
        int output = 1 + (int) (40 * draws.uniform(1000L * run + 4L * turn + 1));
        int thinking = (int) ((output + 1) * draws.uniform(1000L * run + 4L * turn + 2));
        session.answered(output, thinking);
        turns.add(new int[] {added, output - thinking});
      }
    }
  }

  @Test
  void streamsAreNotGivenOutTwice() {
    long[] distinct = {
      TokenStreams.prefix(0, 0),
      TokenStreams.prefix(0, Integer.MAX_VALUE),
      TokenStreams.prefix(1, 0),
      TokenStreams.prefix(TokenStreams.MAX_OWNERS - 1, Integer.MAX_VALUE),
      TokenStreams.user(0, 0),
      TokenStreams.answer(0, 0, 1),
      TokenStreams.answer(0, 0, TokenStreams.MAX_TURNS),
      TokenStreams.user(0, 1),
      TokenStreams.answer(0, TokenStreams.MAX_SESSIONS - 1, TokenStreams.MAX_TURNS),
      TokenStreams.user(1, 0),
      TokenStreams.answer(
          TokenStreams.MAX_OWNERS - 1, TokenStreams.MAX_SESSIONS - 1, TokenStreams.MAX_TURNS),
      TokenStreams.recorded(2, 0),
      TokenStreams.recorded(2, (1L << 53) - 1),
      TokenStreams.recorded(2, 1L << 53),
      TokenStreams.recorded(2, Long.MAX_VALUE),
      TokenStreams.recorded(3, 0)
    };
    assertThat(distinct).doesNotHaveDuplicates().doesNotContain(TokenContent.PRIVATE_STREAM);
    assertThat(distinct)
        .as("recorded streams are not negative")
        .satisfies(all -> assertThat(LongStream.of(all).max().orElseThrow()).isNegative());
  }

  @Test
  void streamsThatDoNotExistAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenStreams.answer(0, 0, TokenStreams.MAX_TURNS + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenStreams.user(0, TokenStreams.MAX_SESSIONS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenStreams.prefix(TokenStreams.MAX_OWNERS, 0));
  }

  private static String[] intervals(TokenContent content) {
    String[] intervals = new String[content.size()];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = content.stream(i) + " from " + content.offset(i) + ": " + content.length(i);
    }
    return intervals;
  }
}
