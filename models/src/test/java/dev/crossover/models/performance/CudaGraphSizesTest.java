package dev.crossover.models.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CudaGraphSizesTest {
  static List<JsonNode> numbers() {
    return VllmNumbers.ofKind("cudagraph-sizes");
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void capturedSizesAreThoseOfVllm(JsonNode number) {
    String mode = number.get("performance_mode").asText().toUpperCase(Locale.ROOT);
    GraphSettings settings =
        new GraphSettings(
            number.get("max_num_seqs").asInt(),
            number.get("max_num_batched_tokens").asInt(),
            number.get("num_speculative_tokens").asInt(),
            PerformanceMode.valueOf(mode),
            false,
            number.get("user_sizes").isNull() ? null : ints(number.get("user_sizes")),
            512);
    assertThat(CudaGraphSizes.of(settings).sizes())
        .containsExactly(
            ints(number.get("expected")).stream().mapToInt(Integer::intValue).toArray());
  }

  @Test
  void thereAreElevenRecordedCases() {
    assertThat(numbers()).hasSize(11);
  }

  @Test
  void aStepIsPaddedToTheNextSizeAndNotBeyondTheLargest() {
    CudaGraphSizes sizes = CudaGraphSizes.of(GraphSettings.of(256, 8192));
    int[][] cases = {{0, 0}, {1, 1}, {3, 4}, {5, 8}, {249, 256}, {257, 272}, {512, 512}};
    for (int[] tokens : cases) {
      assertThat(sizes.padded(tokens[0])).isEqualTo(tokens[1]);
    }
    assertThat(sizes.padded(513)).isEqualTo(513);
    assertThat(CudaGraphSizes.of(GraphSettings.of(3, 2048)).padded(5)).isEqualTo(5);
  }

  @Test
  void graphsGoFurtherWhereTheGpuSaysSo() {
    CudaGraphSizes sizes = CudaGraphSizes.of(settings(false, null, 1024));
    assertThat(sizes.sizes()).endsWith(992, 1008, 1024);
    assertThat(sizes.padded(1009)).isEqualTo(1024);
  }

  @Test
  void anEagerEngineAndAListAboveTheBudgetPadNothing() {
    assertThat(CudaGraphSizes.of(settings(true, List.of(64), 512)).padded(5)).isEqualTo(5);
    CudaGraphSizes none = CudaGraphSizes.of(settings(false, List.of(9000), 512));
    assertThat(none.sizes()).isEmpty();
    assertThat(none.padded(5)).isEqualTo(5);
  }

  private static GraphSettings settings(
      boolean eager, @Nullable List<Integer> listed, int largest) {
    return new GraphSettings(1024, 8192, 0, PerformanceMode.BALANCED, eager, listed, largest);
  }

  private static List<Integer> ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asInt).toList();
  }
}
