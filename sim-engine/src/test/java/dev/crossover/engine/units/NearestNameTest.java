package dev.crossover.engine.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  @Test
  void aSlipOfTheKeyboardIsRecognised() {
    List<String> keys = List.of("max_num_seqs", "max_num_batched_tokens", "max_model_len");
    assertThat(NearestName.of("max_nun_seqs", keys)).contains("max_num_seqs");
    assertThat(NearestName.of("max_model_length", keys)).contains("max_model_len");
    assertThat(NearestName.of("MAX_NUM_SEQS", keys)).contains("max_num_seqs");
  }

  @Test
  void aNameWithoutItsVendorIsRecognised() {
    List<String> ids = List.of("aws/g5.12xlarge", "aws/g5.48xlarge", "openai/gpt-4", "a/b");
    assertThat(NearestName.of("g5.48xlarge", ids)).contains("aws/g5.48xlarge");
    assertThat(NearestName.of("gpt-4", ids)).contains("openai/gpt-4");
  }

  @Test
  void nothingIsSuggestedWhenNothingIsNear() {
    assertThat(NearestName.of("temperature", List.of("rate", "horizon"))).isEmpty();
    assertThat(NearestName.of("x", List.of())).isEmpty();
  }

  @Test
  void ofEquallyNearNamesTheFirstInTheAlphabetIsTaken() {
    assertThat(NearestName.of("p60", List.of("p90", "p50"))).contains("p50");
  }

  @Test
  void distanceCountsEditsAndSwapsOfNeighbours() {
    assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.distance("taht", "that")).isEqualTo(1);
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    assertThat(NearestName.distance("abc", "")).isEqualTo(3);
  }
}
