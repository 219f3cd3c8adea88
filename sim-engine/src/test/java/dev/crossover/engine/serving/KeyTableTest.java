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

  /** More keys than a table starts with room for; forgotten ones make room for the next. */
  @Test
  void aThousandKeysAreToldApartUntilTheyAreForgotten() {
    KeyTable table = new KeyTable();
    for (int round = 0; round < 2; round++) {
      int[] keys = new int[1_000];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = internEveryThird(table, i);
        table.hold(keys[i]);
      }
      assertThat(keys).doesNotHaveDuplicates().contains(0, 999);
      assertThat(table.live()).isEqualTo(1_000);
      for (int i = 0; i < keys.length; i += 3) {
        assertThat(internEveryThird(table, i)).isEqualTo(keys[i]);
      }
      for (int i = 0; i < keys.length; i++) {
        table.release(keys[(7 * i) % keys.length]);
        assertThat(table.live()).isEqualTo(999 - i);
      }
    }
  }

  /** Contents differ in one of salt or stream, offset and length each; two of three are private. */
  private static int internEveryThird(KeyTable table, int i) {
    if (i % 3 > 0) {
      return table.fresh();
    }
    return table.intern(KeyTable.NONE, i / 3 % 7, i / 21 % 7, i / 147);
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

  /** A key beyond all that blocks have carried so far, and one a block carries. */
  @Test
  void aKeyThatNoBlockCarriesIsNotFound() {
    for (int i = 0; i < 300; i++) {
      blocks.table.hold(blocks.table.fresh());
    }
    assertThat(blocks.find(64)).isZero();
    blocks.register(5, 64);
    blocks.register(6, 299);
    assertThat(blocks.find(64)).isEqualTo(5);
    assertThat(blocks.find(299)).isEqualTo(6);
    assertThat(blocks.find(298)).isZero();
    assertThat(blocks.isKeyed(5)).isTrue();
    assertThat(blocks.isKeyed(7)).isFalse();
  }

  @Test
  void blocksOfALostKeyAreNamelessAndLetItGo() {
    int key = blocks.table.fresh();
    blocks.table.hold(key);
    for (int block : new int[] {9, 3, 5}) {
      blocks.register(block, key);
    }
    blocks.lose(key);
    blocks.lose(key);
    blocks.table.release(key);
    assertThat(blocks.table.live()).isZero();
    for (int block : new int[] {9, 3, 5}) {
      assertThat(blocks.isKeyed(block)).isTrue();
      blocks.evict(block);
      assertThat(blocks.isKeyed(block)).isFalse();
    }
  }
}
