package dev.crossover.traffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.serving.TokenContent;
import org.junit.jupiter.api.Test;

/** Prompts are drawn as letters, one a block of four tokens. */
class SessionChainsTest {
  private final BlockNumbers numbers = new BlockNumbers(4);
  private final SessionChains chains = new SessionChains();
  private long seconds;

  @Test
  void aPromptThatGoesOnWithAWholeOneIsItsNextTurn() {
    ask("sab", "scd", "sabe", "sabefg");
    assertThat(parents()).containsExactly(-1, -1, 0, 2);
    assertThat(chains.turn(3)).isEqualTo(3);
    assertThat(chains.summary().sessions()).isEqualTo(2);
    assertThat(chains.summary().meanTurns()).isEqualTo(2);
    assertThat(chains.summary().longestTurns()).isEqualTo(3);
    assertThat(chains.summary().medianGapSeconds()).isCloseTo(2, within(1e-12));
  }

  @Test
  void aSystemPromptAloneMakesNoSession() {
    ask("s", "sa", "s", "sb", "sc");
    assertThat(parents()).containsExactly(-1, 0, -1, -1, -1);
  }

  @Test
  void onlyTheFirstWayOnIsASession() {
    ask("sab", "sabc", "sabd", "sabce");
    assertThat(parents()).containsExactly(-1, 0, -1, 1);
    assertThat(chains.knownBlocks(2)).isEqualTo(3);
  }

  @Test
  void aPromptThatLeavesAnEarlierOneHalfwayOpensASession() {
    ask("sab", "sac");
    assertThat(parents()).containsExactly(-1, -1);
    assertThat(chains.openings(0)).isEqualTo(2);
    assertThat(chains.openings(1)).isEqualTo(2);
    assertThat(chains.openings(2)).isEqualTo(1);
    assertThat(chains.blockParent(2)).isEqualTo(1);
    assertThat(chains.lastBlock(1)).isEqualTo(3);
  }

  @Test
  void theSamePromptAgainGoesOnWithTheFirst() {
    ask("sab", "sab", "sabc");
    assertThat(parents()).containsExactly(-1, 0, 1);
  }

  private void ask(String... prompts) {
    for (String prompt : prompts) {
      Arrival arrival = new Arrival();
      arrival.nanos = seconds++ * 1_000_000_000L;
      arrival.promptTokens = prompt.length() * 4;
      arrival.outputTokens = 1;
      long[] streams = prompt.chars().asLongStream().toArray();
      int[] lengths = prompt.chars().map(letter -> 4).toArray();
      arrival.content = TokenContent.of(streams, new int[streams.length], lengths);
      chains.add(arrival, numbers, numbers.number(arrival.content));
    }
  }

  private int[] parents() {
    int[] parents = new int[chains.size()];
    for (int i = 0; i < parents.length; i++) {
      parents[i] = chains.parent(i);
    }
    return parents;
  }
}
