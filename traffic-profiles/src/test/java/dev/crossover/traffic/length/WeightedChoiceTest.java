package dev.crossover.traffic.length;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedChoiceTest {
  /** Found by looking from the first on, as the definition has it. */
  @Test
  void aDrawMeansTheFirstIndexWhoseSharesExceedIt() {
    RandomStream draws = new RandomStreams(11, 0).stream("weights");
    for (int size : new int[] {1, 2, 3, 10, 1000}) {
      double[] weights = IntStream.range(0, size).mapToDouble(i -> weight(draws, i)).toArray();
      WeightedChoice choice = new WeightedChoice(weights);
      for (int i = 0; i < 3000; i++) {
        double draw = draws.uniform(10_000L + i);
        int first = 0;
        while (first < size - 1 && draw >= choice.before(first + 1)) {
          first++;
        }
        assertThat(choice.index(draw))
            .as("seed 11, %s weights, draw %s", size, draw)
            .isEqualTo(first);
      }
      assertThat(IntStream.range(0, size).mapToDouble(choice::share).sum())
          .isCloseTo(1, within(1e-12));
    }
  }

  /** Weights of 1 make steps of equal length, at whose edges rounding could mislead. */
  @Test
  void theEdgesOfStepsBelongToTheIndexAbove() {
    for (int size : new int[] {3, 7, 49, 1000}) {
      WeightedChoice choice =
          new WeightedChoice(IntStream.range(0, size).mapToDouble(i -> 1).toArray());
      for (int i = 1; i < size; i++) {
        double edge = choice.before(i);
        assertThat(choice.index(edge)).isEqualTo(i);
        assertThat(choice.index(Math.nextDown(edge))).isEqualTo(i - 1);
      }
      assertThat(choice.index(1 - 0x1p-53)).isEqualTo(size - 1);
      assertThat(choice.index(0x1p-53)).isZero();
    }
  }

  /** Between 1e-6 and 1. */
  private static double weight(RandomStream draws, int index) {
    return StrictMath.pow(10, -6 * draws.uniform(index));
  }
}
