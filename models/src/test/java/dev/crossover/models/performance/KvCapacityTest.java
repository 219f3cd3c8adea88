package dev.crossover.models.performance;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.data.Offset.offset;

import dev.crossover.models.catalog.GpuSpec;
import dev.crossover.models.catalog.LlmSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KvCapacityTest {
  /** Utilization 0.90 and 2,048 batched tokens; blocks as vLLM logged them. */
  @ParameterizedTest
  @CsvSource({
    "llama-2-7b,    h100-sxm, 1, 128, 7462",
    "llama-2-70b,   h100-sxm, 4, 128, 31356",
    "codellama-34b, h100-sxm, 2, 128, 26602",
    "llama-3.1-8b,  rtx-4090, 1, 256, 2588",
  })
  void blocksOfRealRunsAreMetWithinOnePercent(
      String model, String gpu, int tp, int maxNumSeqs, int loggedBlocks) {
    KvCapacity capacity =
        KvCapacity.of(
            CATALOG.llm(model), CATALOG.gpu(gpu), settings(tp, 0.90, maxNumSeqs, 4096, null));
    assertThat(capacity.numBlocks()).isCloseTo(loggedBlocks, withinPercentage(1));
  }

  /** Mixtral 8x7B on two H100: a mixture of experts, so its weights are counted by hand here. */
  @Test
  void blocksOfTheMixtureOfExpertsRunAreMetWithinOnePercent() {
    LlmSpec dense = CATALOG.llm("mistral-7b"); // the same layers, each with one expert of the eight
    MemorySettings settings = settings(2, 0.90, 128, 4096, null);
    MemoryDemand one = MemoryDemand.of(dense, CATALOG.gpu("h100-sxm"), settings);
    long sevenExperts = 7L * 3 * 4096 * 14_336 * 32 * 2 / 2;
    long router = 8L * 4096 * 32 * 2 / 2;
    MemoryDemand mixtral =
        new MemoryDemand(
            one.requestedBytes(),
            one.weightBytes() + sevenExperts + router,
            one.activationBytes(),
            one.fixedBytes());
    KvLayers layers = KvLayers.attention(32, 0, 2L * 4 * 128, 2, 16);
    long blocks = KvGroups.of(List.of(layers), 16, true).numBlocks(mixtral.availableBytes());
    assertThat((double) blocks).isCloseTo(27_510, withinPercentage(1));
  }

  /** vLLM's own case: 8 GiB of KV hold 65,536 tokens of Llama 3.1 8B, not 131,072. */
  @Test
  void aRequestLongerThanThePoolIsRefusedWithTheLongestThatFits() {
    MemoryDemand spent =
        MemoryDemand.of(llama(), gpu(80L << 30), settings(1, 1.0, 256, 131_072, null));
    long usable = (80L << 30) - spent.availableBytes() + (8L << 30);
    assertThatThrownBy(
            () -> KvCapacity.of(llama(), gpu(usable), settings(1, 1.0, 256, 131_072, null)))
        .hasMessageContaining("max_model_len (131072) does not fit")
        .hasMessageContaining("at most 65536");
    KvCapacity capacity = KvCapacity.of(llama(), gpu(usable), settings(1, 1.0, 256, 65_536, null));
    assertThat(capacity.tokens()).isEqualTo(65_536);
    assertThat(capacity.maxConcurrency()).isEqualTo(1.0);
    KvCapacity lowered = KvCapacity.of(llama(), gpu(usable), lowering(131_072));
    assertThat(lowered).isEqualTo(capacity);
    assertThat(KvCapacity.of(llama(), gpu(usable), lowering(4096)).maxModelLen()).isEqualTo(4096);
  }

  /** 131,072 bytes a token: a GiB holds 8,192 of them, whatever the utilization. */
  @Test
  void aGivenCacheReplacesWhatUtilizationLeaves() {
    KvCapacity capacity = KvCapacity.of(llama(), CATALOG.gpu("h100-sxm"), cacheOf(1L << 30));
    assertThat(capacity.tokens()).isEqualTo(8192);
    assertThat(capacity.kvBytes()).isEqualTo(1L << 30);
    assertThatThrownBy(
            () -> KvCapacity.of(llama(), CATALOG.gpu("h100-sxm"), cacheOf(79_000_000_000L)))
        .hasMessageStartingWith("kv_cache_memory_bytes (79000000000) does not fit");
  }

  /** A window of 4,096 with 2 batches of 2,048 in flight: 513 blocks a request, not 2,048. */
  @Test
  void aSlidingWindowKeepsLittleOfALongRequest() {
    KvCapacity capacity =
        KvCapacity.of(
            CATALOG.llm("mistral-7b-v0.1"),
            CATALOG.gpu("h100-sxm"),
            new MemorySettings(
                1, 0.9, 256, 2048, 32_768, false, 16, 2, true, 0, 21_474_836_480L, null));
    assertThat(capacity.numBlocks()).isEqualTo(10_240);
    assertThat(capacity.maxConcurrency()).isCloseTo(19.961014, offset(1e-6));
    assertThat(capacity.tokens()).isEqualTo(654_082); // vLLM: int(10240 / 513 * 32768)
  }

  /** 141 GB of weights on four 24 GB cards. */
  @Test
  void weightsThatDoNotFitAreRefusedWithWhatIsMissingAndWhatWouldFit() {
    LlmSpec llm = CATALOG.llm("llama-3-70b");
    GpuSpec a10g = CATALOG.gpu("a10g");
    assertThatThrownBy(() -> KvCapacity.of(llm, a10g, settings(4, 0.90, 256, 8192, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs 32.9 GiB of weights")
        .hasMessageContaining("may use 20.1 GiB")
        .hasMessageContaining("GiB are missing")
        .hasMessageContaining("Maybe set tensor_parallel_size to 8");
    assertThatThrownBy(() -> KvCapacity.of(llm, a10g, settings(4, 0.90, 256, 8192, 1000)))
        .hasMessageContaining("does not fit");
  }

  @Test
  void anOverrideReplacesTheNumberOfBlocks() {
    KvCapacity capacity =
        KvCapacity.of(llama(), CATALOG.gpu("rtx-4090"), settings(1, 0.90, 256, 131_072, 100));
    assertThat(capacity.numBlocks()).isEqualTo(100);
    assertThat(capacity.tokens()).isEqualTo(1600);
  }

  @Test
  void graphMemoryComesOutOfTheCache() {
    MemorySettings plain = settings(1, 0.90, 256, 4096, null);
    MemorySettings graphs =
        new MemorySettings(1, 0.90, 256, 2048, 4096, false, 16, 2, true, 1L << 30, null, null);
    int without = KvCapacity.of(llama(), CATALOG.gpu("h100-sxm"), plain).numBlocks();
    int with = KvCapacity.of(llama(), CATALOG.gpu("h100-sxm"), graphs).numBlocks();
    assertThat(without - with).isEqualTo(512); // 1 GiB in pages of 2 MiB over all layers
  }

  private static LlmSpec llama() {
    return CATALOG.llm("llama-3.1-8b");
  }

  private static GpuSpec gpu(long usableBytes) {
    GpuSpec h100 = CATALOG.gpu("h100-sxm");
    return new GpuSpec(
        "test",
        h100.name(),
        h100.source(),
        h100.validFrom(),
        h100.quality(),
        h100.memoryGib(),
        new GpuSpec.UsableMemory(usableBytes, "test"),
        h100.hbmGbPerS(),
        h100.computeCapability(),
        h100.peakTflops(),
        h100.stepTime(),
        h100.allReduce());
  }

  private static MemorySettings settings(
      int tp, double utilization, int maxNumSeqs, int maxModelLen, @Nullable Integer blocks) {
    return new MemorySettings(
        tp, utilization, maxNumSeqs, 2048, maxModelLen, false, 16, 2, false, 0, null, blocks);
  }

  private static MemorySettings lowering(int maxModelLen) {
    return new MemorySettings(1, 1.0, 256, 2048, maxModelLen, true, 16, 2, false, 0, null, null);
  }

  private static MemorySettings cacheOf(long bytes) {
    return new MemorySettings(1, 0.5, 256, 2048, 4096, false, 16, 2, false, 0, bytes, null);
  }
}
