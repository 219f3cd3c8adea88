package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingContentTest {
  @Test
  void whatWasHandedOutStaysWhatItWas() {
    GrowingContent growing = new GrowingContent(TokenContent.of(9, 100));
    List<TokenContent> prompts = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (int turn = 0; turn < 50; turn++) {
      growing.append(turn, turn, turn + 1);
      prompts.add(growing.content());
      texts.add(growing.content().toString());
    }
    int tokens = 100;
    for (int turn = 0; turn < 50; turn++) {
      TokenContent prompt = prompts.get(turn);
      tokens += turn + 1;
      assertThat(prompt.toString()).isEqualTo(texts.get(turn));
      assertThat(prompt.size()).isEqualTo(turn + 2);
      assertThat(prompt.tokens()).isEqualTo(tokens);
      assertThat(prompt.stream(turn + 1)).isEqualTo(turn);
      assertThat(prompt.offset(turn + 1)).isEqualTo(turn);
      assertThat(prompt.length(turn + 1)).isEqualTo(turn + 1);
    }
    assertThat(growing.tokens()).isEqualTo(tokens);
  }

  @Test
  void itSaysWhatTheSameIntervalsSay() {
    GrowingContent growing = new GrowingContent(TokenContent.PRIVATE);
    growing.append(4, 0, 7);
    growing.append(5, 2, 3);
    TokenContent same = TokenContent.of(new long[] {4, 5}, new int[] {0, 2}, new int[] {7, 3});
    assertThat(growing.content().toString()).isEqualTo(same.toString());
  }

  @Test
  void intervalsThatAreNoneAreRefused() {
    GrowingContent growing = new GrowingContent(TokenContent.PRIVATE);
    assertThatIllegalArgumentException().isThrownBy(() -> growing.append(1, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> growing.append(1, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> growing.append(TokenContent.PRIVATE_STREAM, 0, 1));
    assertThat(growing.content().size()).isZero();
  }
}
