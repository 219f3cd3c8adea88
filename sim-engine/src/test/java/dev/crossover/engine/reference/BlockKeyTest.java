package dev.crossover.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys are equal where the whole contents up to the end of their blocks are. */
class BlockKeyTest {
  private static final BlockKey FIRST = key(null, 7, 0, 0);

  @Test
  void equalChainsAreEqualHoweverMuchOfThemIsOneObject() {
    BlockKey second = key(FIRST, 8, 0, 0);
    assertThat(key(FIRST, 8, 0, 0)).isEqualTo(second).hasSameHashCodeAs(second);
    assertThat(key(key(null, 7, 0, 0), 8, 0, 0)).isEqualTo(second).hasSameHashCodeAs(second);
  }

  @Test
  void chainsDifferThatDifferInAnyBlock() {
    BlockKey second = key(FIRST, 8, 0, 0);
    assertThat(key(FIRST, 9, 0, 0)).isNotEqualTo(second);
    assertThat(key(key(null, 9, 0, 0), 8, 0, 0)).isNotEqualTo(second);
    assertThat(key(null, 8, 0, 0)).isNotEqualTo(second);
    assertThat(second).isNotEqualTo(key(null, 8, 0, 0));
    assertThat(key(key(FIRST, 7, 0, 0), 8, 0, 0)).isNotEqualTo(second);
    assertThat(second.equals((Object) "second")).isFalse();
  }

  @Test
  void adaptersCountInEveryBlockAndSaltsInTheFirst() {
    assertThat(key(null, 7, 1, 0)).isNotEqualTo(FIRST);
    assertThat(key(null, 7, 0, 1)).isNotEqualTo(FIRST);
    assertThat(key(FIRST, 8, 1, 0)).isNotEqualTo(key(FIRST, 8, 0, 0));
    assertThat(key(FIRST, 8, 0, 1)).isEqualTo(key(FIRST, 8, 0, 0));
  }

  /** A block of two tokens of a stream. */
  private static BlockKey key(@Nullable BlockKey previous, long stream, int lora, long salt) {
    return new BlockKey(
        previous,
        List.of(new BlockKey.Token(false, stream, 0), new BlockKey.Token(false, stream, 1)),
        lora,
        salt);
  }
}
