package dev.crossover.traffic.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.crossover.engine.serving.TokenContent;
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
          TokenStreams.MAX_OWNERS - 1, TokenStreams.MAX_SESSIONS - 1, TokenStreams.MAX_TURNS)
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
