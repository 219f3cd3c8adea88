package dev.crossover.traffic.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.serving.TokenContent;
import dev.crossover.engine.units.Count;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedPrefixesTest {
  private static final int OWNER = 3;

  @Test
  void groupsShareTheDrawEvenly() {
    SharedPrefixes prefixes = groups(4, null);
    assertThat(prefixes.draw(1e-12).stream(0)).isEqualTo(TokenStreams.prefix(OWNER, 0));
    assertThat(prefixes.draw(0.249).stream(0)).isEqualTo(TokenStreams.prefix(OWNER, 0));
    assertThat(prefixes.draw(0.251).stream(0)).isEqualTo(TokenStreams.prefix(OWNER, 1));
    assertThat(prefixes.draw(0.999999).stream(0)).isEqualTo(TokenStreams.prefix(OWNER, 3));
    assertThat(prefixes.meanTokens()).isEqualTo(1_000);
  }

  /** Weights 1, 1/2 and 1/3 of 11/6: the first prefix has 6/11 of the requests, the second 3/11. */
  @Test
  void zipfUsesThePrefixOfRankKInProportionToItsPower() {
    SharedPrefixes prefixes = groups(3, new PopularitySpec(1.0));
    assertThat(prefixes.draw(6.0 / 11 - 1e-9).stream(0)).isEqualTo(TokenStreams.prefix(OWNER, 0));
    assertThat(prefixes.draw(6.0 / 11 + 1e-9).stream(0)).isEqualTo(TokenStreams.prefix(OWNER, 1));
    assertThat(prefixes.draw(9.0 / 11 - 1e-9).stream(0)).isEqualTo(TokenStreams.prefix(OWNER, 1));
    assertThat(prefixes.draw(9.0 / 11 + 1e-9).stream(0)).isEqualTo(TokenStreams.prefix(OWNER, 2));
  }

  @Test
  void weightsDecideBetweenPrefixesOfDifferentLengths() {
    SharedPrefixes prefixes =
        SharedPrefixes.of(
            new PrefixSpec(
                null,
                null,
                null,
                List.of(
                    new PrefixChoice(Count.valueOf("500"), 3.0),
                    new PrefixChoice(Count.valueOf("2k"), null))),
            OWNER);
    assertThat(prefixes.draw(0.749).tokens()).isEqualTo(500);
    assertThat(prefixes.draw(0.751).tokens()).isEqualTo(2_000);
    assertThat(prefixes.meanTokens()).isCloseTo(0.75 * 500 + 0.25 * 2_000, within(1e-9));
  }

  @Test
  void aPrefixIsOneObjectHoweverOftenItIsDrawn() {
    SharedPrefixes prefixes = groups(2, null);
    assertThat(prefixes.draw(0.1)).isSameAs(prefixes.draw(0.2)).isNotSameAs(prefixes.draw(0.9));
    assertThat(SharedPrefixes.NONE.draw(0.7)).isSameAs(TokenContent.PRIVATE);
    assertThat(SharedPrefixes.NONE.meanTokens()).isZero();
  }

  private static SharedPrefixes groups(int groups, @Nullable PopularitySpec popularity) {
    return SharedPrefixes.of(
        new PrefixSpec(Count.valueOf("1000"), groups, popularity, null), OWNER);
  }
}
