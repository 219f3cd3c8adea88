package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The parts that hold an engine's state. */
class QueueStateTest {
  @Test
  void anAdapterTakesOneSlotHoweverManyUseIt() {
    LoraSlots slots = new LoraSlots(6);
    assertThat(slots.isLimited()).isTrue();
    assertThat(new LoraSlots(0).isLimited()).isFalse();
    for (int lora : new int[] {1, 2, 0, 2, 3, 4, 1, 5}) {
      slots.add(lora);
    }
    assertThat(slots.admits(6)).as("the sixth adapter of six").isTrue();
    slots.add(6);
    assertThat(IntStream.rangeClosed(0, 6).allMatch(slots::admits)).isTrue();
    assertThat(slots.admits(7)).as("a seventh").isFalse();
    slots.clear();
    assertThat(slots.admits(7)).isTrue();
  }

  /** Keyed blocks wait at the end of the line, unkeyed ones at its head, the last block first. */
  @Test
  void releasedBlocksJoinTheLineByTheirKeys() {
    BlockPool pool = new BlockPool(8, 16, true);
    int[] taken = new int[4];
    pool.take(taken, 0, 4);
    int key = pool.keys.table.fresh();
    pool.keys.register(taken[0], key);
    pool.keys.register(taken[1], key);
    pool.releaseUnkeyed(taken, 2, 4);
    pool.release(taken, 0, 2);
    assertThat(pool.freeOrder()).containsExactly(4, 3, 5, 6, 7, 2, 1);
    pool.adopt(2);
    assertThat(pool.freeOrder()).containsExactly(4, 3, 5, 6, 7, 1);
    pool.adopt(2);
    pool.release(new int[] {2}, 0, 1);
    assertThat(pool.used()).as("blocks in use while one of two users is left").isEqualTo(1);
  }

  @Test
  void anOlderPoolPutsAllReleasedBlocksLast() {
    BlockPool pool = new BlockPool(6, 16, false);
    int[] taken = new int[2];
    pool.take(taken, 0, 2);
    pool.releaseUnkeyed(taken, 0, 2);
    assertThat(pool.freeOrder()).containsExactly(3, 4, 5, 2, 1);
  }

  @Test
  void rowsAreNeverGivenTwice() {
    RequestRows rows = new RequestRows();
    Set<Integer> open = new HashSet<>();
    for (int tag = 0; tag < 100; tag++) {
      assertThat(open.add(rows.open(PlainEngine.request(tag, 5, 4, true), 100))).isTrue();
    }
    rows.close(31);
    assertThat(rows.open(PlainEngine.request(100, 6, 3, false), 100)).isEqualTo(31);
    assertThat(rows.tag[31]).isEqualTo(100);
    assertThat(rows.tokens[31]).isEqualTo(6);
  }

  @Property(tries = 500)
  void aPoolCountsBlocksForAnyBlockSize(
      @ForAll @IntRange(min = 1, max = 70) int blockSize,
      @ForAll @IntRange(min = 0, max = 1_000_000) int computed) {
    BlockPool pool = new BlockPool(100, blockSize, true);
    int blocks = pool.blocksFor(computed);
    assertThat((long) blocks * blockSize).isBetween((long) computed, computed + blockSize - 1L);
    assertThat(pool.slack(computed)).isEqualTo(blocks * blockSize - computed);
    assertThat(pool.fullBlocks(computed)).isEqualTo(computed / blockSize);
  }

  @Test
  void oneBlockIsTheNullBlock() {
    BlockPool pool = new BlockPool(10, 16, true);
    assertThat(pool.usable()).isEqualTo(9);
    int[] taken = new int[4];
    pool.take(taken, 0, 4);
    assertThat(taken).containsExactly(1, 2, 3, 4);
    pool.releaseUnkeyed(taken, 3, 4);
    assertThat(pool.free()).isEqualTo(6);
    assertThat(pool.used()).isEqualTo(3);
  }
}
