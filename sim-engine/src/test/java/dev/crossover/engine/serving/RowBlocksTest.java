package dev.crossover.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What requests hold: seven blocks of 4 positions, found again by their keys. */
class RowBlocksTest {
  private static final EngineArgs ARGS =
      PlainEngine.args(8, 64, 64, 4, 8, true, true, 0).toBuilder()
          .enablePrefixCaching(true)
          .build();

  private final QueueState state = new QueueState(ARGS);
  private final BlockKeys keys = state.pool.keys;

  /** Six tokens of the prompt are shared, which fill one block; the second is private. */
  @Test
  void onlySharedBlocksAreToldApartWhileTheyAreUsed() {
    open(6);
    state.blocks.take(0, 3);
    state.blocks.key(0, 9);
    assertThat(keys.isKeyed(1)).isTrue();
    assertThat(keys.find(state.blocks.chains.keyOf(0, 0))).isEqualTo(1);
    assertThat(keys.isKeyed(2)).as("a private block").isFalse();
    assertThat(keys.isKeyed(3)).as("a block with room left").isFalse();
  }

  @Test
  void whoGivesUpFindsItsPrivateBlocksAgain() {
    open(6);
    state.blocks.take(0, 3);
    state.blocks.key(0, 9);
    state.blocks.giveUp(0);
    assertThat(state.pool.freeOrder()).containsExactly(3, 4, 5, 6, 7, 2, 1);
    PrefixLookup lookup = new PrefixLookup(ARGS, state);
    assertThat(lookup.find(0, 12)).isEqualTo(2);
    assertThat(lookup.found).startsWith(1, 2);
    assertThat(lookup.idle).isEqualTo(2);
    assertThat(lookup.find(0, 8)).as("the last token is computed anew").isEqualTo(1);
  }

  @Test
  void whoHasEndedLeavesNoKeyButThoseOfSharedBlocks() {
    open(6);
    state.blocks.take(0, 3);
    state.blocks.key(0, 9);
    int key = state.blocks.chains.keyOf(0, 0);
    state.blocks.giveUp(0);
    state.blocks.close(0);
    assertThat(keys.find(key)).isEqualTo(1);
    assertThat(keys.table.live()).as("the key and its root").isEqualTo(2);
    int[] taken = new int[7];
    state.pool.take(taken, 0, 7);
    assertThat(keys.table.live()).isZero();
  }

  private void open(int sharedTokens) {
    EngineRequest request = PlainEngine.request(0, 12, 3, true);
    request.content = TokenContent.of(7, sharedTokens);
    state.blocks.open(0, request);
  }
}
