package dev.crossover.traffic.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class TurnQueueTest {
  private static final long SEED = Long.getLong("crossover.fuzz-seed", 20_261_121L);

  private record Due(long nanos, long order, int slot) {}

  @Test
  void theEarliestComesFirstAndAtOneTimeTheLowestOrder() {
    TurnQueue queue = new TurnQueue();
    queue.add(30, 0, 10);
    queue.add(20, 9, 11);
    queue.add(20, 4, 12);
    queue.add(20, 7, 13);
    assertThat(queue.firstNanos()).isEqualTo(20);
    assertThat(queue.remove()).isEqualTo(12);
    assertThat(queue.remove()).isEqualTo(13);
    assertThat(queue.remove()).isEqualTo(11);
    assertThat(queue.firstNanos()).isEqualTo(30);
    assertThat(queue.remove()).isEqualTo(10);
  }

  @Test
  void anEmptyQueueHasNothingDue() {
    TurnQueue queue = new TurnQueue();
    assertThat(queue.firstNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(queue.size()).isZero();
    assertThatIllegalStateException().isThrownBy(queue::remove);
    queue.add(1, 1, 1);
    queue.remove();
    assertThat(queue.firstNanos()).isEqualTo(Long.MAX_VALUE);
    assertThatIllegalStateException().isThrownBy(queue::remove);
  }

  /** Few times, so that orders decide often; sizes that swell past several capacities and fall. */
  @Test
  void itGivesBackWhatAPriorityQueueGivesBack() {
    RandomStream draws = new RandomStreams(SEED, 0).stream("turns");
    TurnQueue queue = new TurnQueue();
    PriorityQueue<Due> expected =
        new PriorityQueue<>(Comparator.comparingLong(Due::nanos).thenComparingLong(Due::order));
    for (int i = 0; i < 40_000; i++) {
      boolean swells = i / 5_000 % 2 == 0;
      if (draws.uniform(2L * i) < (swells ? 0.7 : 0.3)) {
        Due due = new Due(draws.bits(2L * i + 1) >>> 58, i * 31L % 1_009 << 20 | i, i);
        queue.add(due.nanos(), due.order(), due.slot());
        expected.add(due);
      } else if (!expected.isEmpty()) {
        assertThat(queue.firstNanos()).isEqualTo(expected.peek().nanos());
        assertThat(queue.remove()).as("seed " + SEED).isEqualTo(expected.remove().slot());
      }
      assertThat(queue.size()).isEqualTo(expected.size());
    }
    while (!expected.isEmpty()) {
      assertThat(queue.remove()).as("seed " + SEED).isEqualTo(expected.remove().slot());
    }
    assertThat(queue.size()).isZero();
  }
}
