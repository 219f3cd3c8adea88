package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The keys of a request's blocks of four tokens, first block first. */
class KeyChainsTest {
  private static final int BLOCK_SIZE = 4;

  private final BlockKeys blocks = new BlockKeys(100);
  private final KeyChains chains = new KeyChains(blocks, BLOCK_SIZE);

  /** The same ten tokens in one piece and in three: the first two blocks have the same keys. */
  @Test
  void itDoesNotMatterHowTheContentIsCutIntoIntervals() {
    open(0, TokenContent.of(7, 10));
    open(1, TokenContent.of(new long[] {7, 7, 7}, new int[] {0, 3, 4}, new int[] {3, 1, 6}));
    open(2, TokenContent.of(new long[] {7, 7, 7}, new int[] {0, 3, 5}, new int[] {3, 1, 6}));
    assertThat(chains.keyOf(1, 0)).isEqualTo(chains.keyOf(0, 0)).isEqualTo(chains.keyOf(2, 0));
    assertThat(chains.keyOf(1, 1)).isEqualTo(chains.keyOf(0, 1)).isNotEqualTo(chains.keyOf(2, 1));
  }

  /**
   * Six tokens of stream 7 and an answer of stream 50; a prompt that holds both goes on from it.
   */
  @Test
  void anAnswerHasTheKeysOfThePromptThatRepeatsIt() {
    EngineRequest asks = PlainEngine.request(0, 6, 9, true);
    asks.content = TokenContent.of(7, 6);
    asks.outputStream = 50;
    chains.open(0, asks);
    openPrompt(1, 12, new long[] {7, 50}, new int[] {0, 0}, new int[] {6, 6});
    openPrompt(2, 12, new long[] {7, 50}, new int[] {0, 1}, new int[] {6, 6});
    assertThat(chains.keyOf(1, 2)).isEqualTo(chains.keyOf(0, 2)).isNotEqualTo(chains.keyOf(2, 2));
    assertThat(chains.keyOf(1, 1)).isEqualTo(chains.keyOf(0, 1)).isNotEqualTo(chains.keyOf(2, 1));
    assertThat(chains.keyOf(1, 0)).isEqualTo(chains.keyOf(0, 0)).isEqualTo(chains.keyOf(2, 0));
  }

  /** Of row 0 all is known beforehand, of row 1 its prompt, of row 2 the first six tokens. */
  @Test
  void aBlockWithAPrivateTokenIsNotShared() {
    for (int row = 0; row < 4; row++) {
      EngineRequest request = PlainEngine.request(row, 10, 9, true);
      request.content = TokenContent.of(7, row < 2 ? 10 : 8 - row);
      request.outputStream = row == 1 ? TokenContent.PRIVATE_STREAM : 50;
      chains.open(row, request);
    }
    assertThat(chains.sharedBlocks(0)).isGreaterThan(1_000_000);
    assertThat(chains.sharedBlocks(1)).isEqualTo(2);
    assertThat(chains.sharedBlocks(2)).isEqualTo(1);
    assertThat(chains.sharedBlocks(3)).isEqualTo(1);
    open(4, TokenContent.of(7, 3));
    assertThat(chains.isShared(3)).isTrue();
    assertThat(chains.isShared(4)).isFalse();
    assertThat(chains.find(2, 0)).isEqualTo(chains.find(3, 0)).isEqualTo(chains.find(0, 0));
    assertThat(chains.find(2, 1)).as("nobody can have given it a key").isEqualTo(KeyTable.NONE);
    int priv = chains.keyOf(2, 1);
    assertThat(chains.find(2, 1)).isEqualTo(priv).isNotEqualTo(chains.keyOf(3, 1));
    assertThat(chains.find(2, 2)).isEqualTo(KeyTable.NONE);
  }

  /** Row 0 writes stream 50: the prompt of row 1 has it, row 2 writes it too, row 3 has neither. */
  @Test
  void whoRepeatsAnAnswerAwaitsIt() {
    for (int row = 0; row < 4; row++) {
      EngineRequest request = PlainEngine.request(row, 6, 9, true);
      long second = row == 1 ? 50 : 8;
      request.content = TokenContent.of(new long[] {7, second}, new int[] {0, 0}, new int[] {3, 3});
      request.outputStream = row % 2 == 0 ? 50 : 51;
      chains.open(row, request);
    }
    open(4, TokenContent.of(7, 6));
    assertThat(chains.awaits(1, 0)).isTrue();
    assertThat(chains.awaits(2, 0)).isTrue();
    assertThat(chains.awaits(3, 0)).isFalse();
    assertThat(chains.awaits(4, 0)).isFalse();
    assertThat(chains.awaits(4, 4)).as("nobody can repeat what is private").isFalse();
  }

  /** Fifty rows of thirty blocks, opened twice; every other one's content is that of row 0. */
  @Test
  void manyLongChainsAreKeptApartAndForgotten() {
    for (int round = 0; round < 2; round++) {
      for (int row = 0; row < 50; row++) {
        EngineRequest request = PlainEngine.request(row, 120, 3, true);
        request.content = TokenContent.of(row % 2 == 0 ? 7 : 100 + row, 100);
        chains.open(row, request);
      }
      Set<Integer> last = new HashSet<>();
      for (int row = 0; row < 50; row++) {
        assertThat(chains.keyOf(row, 24) == chains.keyOf(0, 24)).isEqualTo(row % 2 == 0);
        assertThat(last.add(chains.keyOf(row, 29))).as("private ones").isTrue();
      }
      int root = 1;
      int sharedByEven = 25;
      int ofOddOnes = 25 * 25;
      int privateOnes = 50 * 5;
      assertThat(blocks.table.live()).isEqualTo(root + sharedByEven + ofOddOnes + privateOnes);
      for (int row = 0; row < 50; row++) {
        chains.close(row);
      }
      assertThat(blocks.table.live()).isZero();
    }
  }

  /** Two tokens of stream 7, then stream 8 from its third token on, or stream 7 from its sixth. */
  @Test
  void intervalsAreOneOnlyWhereStreamAndPositionsGoOn() {
    openPrompt(0, 8, new long[] {7, 8}, new int[] {0, 2}, new int[] {2, 6});
    openPrompt(1, 8, new long[] {8}, new int[] {0}, new int[] {8});
    openPrompt(2, 8, new long[] {7}, new int[] {0}, new int[] {8});
    openPrompt(3, 8, new long[] {7, 7}, new int[] {0, 5}, new int[] {2, 6});
    assertThat(IntStream.range(0, 4).map(row -> chains.keyOf(row, 0)).toArray())
        .doesNotHaveDuplicates();
  }

  @Test
  void saltsAndAdaptersPartTheWholeChain() {
    for (int row = 0; row < 3; row++) {
      EngineRequest request = PlainEngine.request(row, 10, 1, true);
      request.content = TokenContent.of(7, 10);
      request.cacheSalt = row == 1 ? 1 : 0;
      request.lora = row == 2 ? 1 : 0;
      chains.open(row, request);
    }
    assertThat(List.of(chains.keyOf(0, 1), chains.keyOf(1, 1), chains.keyOf(2, 1)))
        .doesNotHaveDuplicates();
  }

  /** Shared keys live on with the blocks that carry them, private ones die with their request. */
  @Test
  void whenARequestAndItsBlocksAreGoneNoKeyIsLeft() {
    open(0, TokenContent.of(7, 6));
    for (int block = 0; block < 3; block++) {
      blocks.register(10 + block, chains.keyOf(0, block));
    }
    int shared = chains.keyOf(0, 0);
    int priv = chains.keyOf(0, 1);
    chains.close(0);
    assertThat(blocks.find(shared)).isEqualTo(10);
    assertThat(blocks.find(priv)).isZero();
    assertThat(blocks.isKeyed(11)).as("still keyed, so that its place in line is kept").isTrue();
    for (int block = 10; block < 13; block++) {
      blocks.evict(block);
    }
    assertThat(blocks.isKeyed(11)).isFalse();
    assertThat(blocks.table.live()).isZero();
  }

  private void openPrompt(int row, int tokens, long[] streams, int[] offsets, int[] lengths) {
    EngineRequest request = PlainEngine.request(row, tokens, 3, true);
    request.content = TokenContent.of(streams, offsets, lengths);
    chains.open(row, request);
  }

  private void open(int row, TokenContent content) {
    EngineRequest request = PlainEngine.request(row, 10, 3, true);
    request.content = content;
    chains.open(row, request);
  }
}
