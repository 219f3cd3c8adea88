package dev.crossover.engine.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GatewayQueueTest {
  @Test
  void itIsAQueueFromWhichAnyoneCanLeave() {
    long seed = 20_261_121;
    SplittableRandom random = new SplittableRandom(seed);
    GatewayQueue queue = new GatewayQueue();
    ArrayDeque<Integer> expected = new ArrayDeque<>();
    BitSet inside = new BitSet();
    for (int i = 0; i < 20_000; i++) {
      int row = random.nextInt(200);
      if (!inside.get(row)) {
        queue.addLast(row);
        expected.addLast(row);
        inside.set(row);
      } else if (random.nextBoolean()) {
        queue.remove(row);
        expected.remove(row);
        inside.clear(row);
      } else {
        int first = queue.removeFirst();
        assertThat(first).as("seed %d, call %d", seed, i).isEqualTo(expected.removeFirst());
        inside.clear(first);
      }
      assertThat(queue.size()).isEqualTo(expected.size());
      assertThat(queue.isEmpty()).isEqualTo(expected.isEmpty());
    }
  }
}
