package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Cache keys: equal contents have one, different ones never, and none is kept for nothing. */
class KeyTableTest {
  private static final int BLOCK_SIZE = 4;

  private final BlockKeys blocks = new BlockKeys(100);
  private final KeyChains chains = new KeyChains(blocks, BLOCK_SIZE);

  @Property(tries = 300)
  void keysAreEqualWhereContentsAre(
      @ForAll List<@IntRange(min = 0, max = 3) Integer> streams,
      @ForAll List<@IntRange(min = 0, max = 2) Integer> offsets) {
    KeyTable table = new KeyTable();
    Map<List<Integer>, Integer> keys = new HashMap<>();
    List<Integer> content = new ArrayList<>();
    int parent = KeyTable.NONE;
    for (int i = 0; i < Math.min(streams.size(), offsets.size()); i++) {
      int key = table.intern(parent, streams.get(i), offsets.get(i), BLOCK_SIZE);
      table.hold(key);
      content = new ArrayList<>(content);
      content.add(10 * streams.get(i) + offsets.get(i));
      assertThat(keys.computeIfAbsent(content, c -> key)).isEqualTo(key);
      assertThat(keys.values()).doesNotHaveDuplicates();
      parent = i % 4 == 3 ? KeyTable.NONE : key;
      content = i % 4 == 3 ? new ArrayList<>() : content;
    }
    assertThat(table.live()).isEqualTo(keys.size());
  }

  @Test
  void aKeyLivesAsLongAsAnythingBelowIt() {
    KeyTable table = new KeyTable();
    int root = table.intern(KeyTable.NONE, 1, 0, 4);
    int child = table.intern(root, 1, 4, 4);
    table.hold(child);
    assertThat(table.live()).isEqualTo(2);
    assertThat(table.intern(KeyTable.NONE, 1, 0, 4)).isEqualTo(root);
    table.release(child);
    assertThat(table.live()).isZero();
  }

  /** The same ten tokens in one piece and in three: the first two blocks have the same keys. */
  @Test
  void itDoesNotMatterHowTheContentIsCutIntoIntervals() {
    open(0, TokenContent.of(7, 10));
    open(1, TokenContent.of(new long[] {7, 7, 7}, new int[] {0, 3, 4}, new int[] {3, 1, 6}));
    open(2, TokenContent.of(new long[] {7, 7, 7}, new int[] {0, 3, 5}, new int[] {3, 1, 6}));
    assertThat(chains.keyOf(1, 0)).isEqualTo(chains.keyOf(0, 0)).isEqualTo(chains.keyOf(2, 0));
    assertThat(chains.keyOf(1, 1)).isEqualTo(chains.keyOf(0, 1)).isNotEqualTo(chains.keyOf(2, 1));
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

  @Test
  void lookupsFindTheEarliestRegisteredThatSurvives() {
    int key = blocks.table.intern(KeyTable.NONE, 1, 0, 4);
    blocks.table.hold(key);
    for (int block : new int[] {9, 3, 5}) {
      blocks.register(block, key);
    }
    assertThat(blocks.find(key)).isEqualTo(9);
    blocks.evict(9);
    assertThat(blocks.find(key)).isEqualTo(3);
    blocks.register(9, key);
    blocks.evict(3);
    assertThat(blocks.find(key)).isEqualTo(5);
    blocks.evict(5);
    assertThat(blocks.find(key)).isEqualTo(9);
    blocks.evict(9);
    assertThat(blocks.find(key)).isZero();
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

  private void open(int row, TokenContent content) {
    EngineRequest request = PlainEngine.request(row, 10, 3, true);
    request.content = content;
    chains.open(row, request);
  }
}
