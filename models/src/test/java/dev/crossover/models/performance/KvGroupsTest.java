package dev.crossover.models.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossover.models.performance.KvLayers.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KvGroupsTest {
  private static final String NO_ROOM = "the estimated maximum model length is ";

  static List<JsonNode> numbers() {
    return VllmNumbers.ofKind("kv-blocks");
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void blocksGroupsAndConcurrencyAreThoseOfVllm(JsonNode number) {
    KvGroups groups = groups(number);
    JsonNode expected = number.get("expected");
    long blocks = groups.numBlocks(longs(number.get("available_bytes_per_worker")));
    int maxModelLen = number.get("max_model_len").asInt();
    long inFlight = number.path("max_num_batched_tokens").asLong();
    inFlight *= number.path("async_scheduling").asBoolean() ? 2 : 1;
    if (expected.has("error")) {
      int longest = groups.longestRequest(blocks, maxModelLen, inFlight);
      assertThat(expected.get("message_contains").asText()).endsWith(NO_ROOM + longest);
      return;
    }
    assertThat(blocks).isEqualTo(expected.get("num_blocks").asLong());
    assertThat(groups.pageBytes()).isEqualTo(expected.get("page_bytes").asLong());
    assertThat(told(groups)).isEqualTo(told(expected.get("groups")));
    assertThat((double) blocks / groups.blocksPerRequest(maxModelLen, inFlight))
        .isCloseTo(expected.get("max_concurrency").asDouble(), within(0.5e-6));
    assertThat(groups.longestRequest(blocks, maxModelLen, inFlight)).isEqualTo(maxModelLen);
  }

  @Test
  void thereAreTwelveRecordedCases() {
    assertThat(numbers()).hasSize(12);
  }

  /** Five full layers and 26 with a window: groups of five, dealt out 5, 5, 4, 4, 4, 4. */
  @Test
  void whatDoesNotDivideIsPadded() {
    KvGroups groups = hybrid(5, 26);
    assertThat(groups.layersPerGroup()).isEqualTo(5);
    assertThat(groups.groups()).extracting(KvLayers::layers).containsExactly(5, 5, 5, 4, 4, 4, 4);
  }

  /** As many in both, nearly: one group of each, the smaller padded; from 1.5 times on, no more. */
  @Test
  void nearlyEqualKindsArePaddedToTheLarger() {
    assertThat(hybrid(13, 12).groups()).extracting(KvLayers::layers).containsExactly(13, 12);
    assertThat(hybrid(13, 12).layersPerGroup()).isEqualTo(13);
    assertThat(hybrid(12, 17).layersPerGroup()).isEqualTo(17);
    assertThat(hybrid(12, 18).layersPerGroup()).isEqualTo(12);
  }

  /** 4,096 blocks of 16 in one full group: the next token after 65,536 needs one more. */
  @Test
  void theLongestRequestIsTheLastWhoseBlocksAreThere() {
    KvGroups full = KvGroups.of(List.of(full(32)), 16, true);
    assertThat(full.longestRequest(4096, 131_072, 8192)).isEqualTo(65_536);
    assertThat(full.longestRequest(4096, 1000, 8192)).isEqualTo(1000);
    assertThat(full.longestRequest(0, 1000, 8192)).isZero();
  }

  @Test
  void unequalPagesAreRefused() {
    KvLayers small = new KvLayers(Kind.FULL_ATTENTION, 4, 0, 100);
    KvLayers large = new KvLayers(Kind.MLA, 4, 0, 101);
    assertThatThrownBy(() -> KvGroups.of(List.of(small, large), 16, true))
        .hasMessageContaining("equal pages");
  }

  private static KvGroups hybrid(int fullLayers, int windowLayers) {
    return KvGroups.of(
        List.of(full(fullLayers), KvLayers.attention(windowLayers, 1024, 2048, 2, 16)), 16, true);
  }

  private static KvLayers full(int layers) {
    return KvLayers.attention(layers, 0, 2048, 2, 16);
  }

  private static KvGroups groups(JsonNode number) {
    JsonNode shape = number.get("shape");
    int blockSize = number.get("block_size").asInt();
    int bytes = shape.get("bytes").asInt();
    List<KvLayers> layers = new ArrayList<>();
    if (shape.has("latent")) {
      layers.add(
          KvLayers.mla(shape.get("layers").asInt(), shape.get("latent").asInt(), bytes, blockSize));
    } else {
      long width = 2L * shape.get("kv_heads_per_gpu").asInt() * shape.get("head_dim").asInt();
      for (String key : List.of("layers", "layers_per_stage", "full_layers")) {
        if (shape.has(key)) {
          layers.add(KvLayers.attention(shape.get(key).asInt(), 0, width, bytes, blockSize));
        }
      }
      if (shape.has("swa_layers")) {
        int window = shape.get("window").asInt();
        int count = shape.get("swa_layers").asInt();
        layers.add(KvLayers.attention(count, window, width, bytes, blockSize));
      }
    }
    return KvGroups.of(layers, blockSize, shape.path("hybrid_manager").asBoolean(true));
  }

  private static long[] longs(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }

  private static List<String> told(KvGroups groups) {
    return groups.groups().stream().map(g -> vllmName(g.kind()) + " " + g.layers()).toList();
  }

  private static List<String> told(JsonNode groups) {
    return StreamSupport.stream(groups.spliterator(), false)
        .map(group -> group.get(0).asText() + " " + group.get(1).asInt())
        .toList();
  }

  private static String vllmName(Kind kind) {
    return switch (kind) {
      case FULL_ATTENTION -> "FullAttentionSpec";
      case SLIDING_WINDOW -> "SlidingWindowSpec";
      case MLA -> "MLAAttentionSpec";
    };
  }
}
