package dev.crossover.traffic.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackDistancesTest {
  /** The law: a block's depth is its place in a list to whose front every used block moves. */
  @ParameterizedTest
  @CsvSource({"1, 5, 8", "2, 40, 60", "3, 300, 1000", "4, 3000, 2000"})
  void aBlocksDepthIsItsPlaceInTheOrderOfUse(long seed, int deepest, int blocks) {
    StackDistances distances = new StackDistances(deepest);
    List<Integer> order = new ArrayList<>();
    RandomStream draws = new RandomStreams(seed, 0).stream("uses");
    for (int i = 0; i < 30_000; i++) {
      int block = (int) (blocks * draws.uniform(2L * i) * draws.uniform(2L * i + 1));
      int place = order.indexOf(block) + 1;
      int expected = place == 0 || place > deepest ? StackDistances.BEYOND : place;
      assertThat(distances.depth(block)).as("seed %d, use %d", seed, i).isEqualTo(expected);
      distances.use(block);
      order.remove((Integer) block);
      order.add(0, block);
      if (i % 7 == 0) {
        distances.useOnce(i % 3);
        for (int once = 0; once < i % 3; once++) {
          order.add(0, -1 - i);
        }
      }
      while (order.size() > deepest) {
        order.remove(order.size() - 1);
      }
    }
  }
}
