package dev.crossover.models.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected sizes were computed by vLLM's own function (revision 017e9f4448 of 2026-08-17). */
class CudaGraphSizesTest {
  @Test
  void capturedSizesAreThoseOfVllm() {
    int[] all =
        IntStream.concat(
                IntStream.of(1, 2, 4),
                IntStream.concat(
                    IntStream.rangeClosed(1, 31).map(i -> 8 * i),
                    IntStream.rangeClosed(16, 32).map(i -> 16 * i)))
            .toArray();
    assertThat(CudaGraphSizes.of(256, 8192).sizes()).isEqualTo(all);
    assertThat(CudaGraphSizes.of(1024, 8192).sizes()).isEqualTo(all);
    assertThat(CudaGraphSizes.of(16, 8192).sizes()).containsExactly(1, 2, 4, 8, 16, 24, 32);
    assertThat(CudaGraphSizes.of(1, 2048).sizes()).containsExactly(1, 2);
    assertThat(CudaGraphSizes.of(3, 2048).sizes()).containsExactly(1, 2, 4);
    assertThat(CudaGraphSizes.of(100, 8192).sizes()).endsWith(184, 192, 200).hasSize(28);
    assertThat(CudaGraphSizes.of(64, 100).sizes())
        .containsExactly(1, 2, 4, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88, 96, 100);
  }

  @Test
  void aStepIsPaddedToTheNextSizeAndNotBeyondTheLargest() {
    CudaGraphSizes sizes = CudaGraphSizes.of(256, 8192);
    int[][] cases = {{0, 0}, {1, 1}, {3, 4}, {5, 8}, {249, 256}, {257, 272}, {512, 512}};
    for (int[] tokens : cases) {
      assertThat(sizes.padded(tokens[0])).isEqualTo(tokens[1]);
    }
    assertThat(sizes.padded(513)).isEqualTo(513);
    assertThat(CudaGraphSizes.of(3, 2048).padded(5)).isEqualTo(5);
  }
}
