package dev.crossover.models.performance;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.serving.VllmVersion;
import dev.crossover.models.catalog.GpuSpec;
import org.junit.jupiter.api.Test;

class VllmDefaultsTest {
  private static final VllmDefaults SMALL = new VllmDefaults(256, 2048);
  private static final VllmDefaults LARGE = new VllmDefaults(1024, 8192);
  private static final UsageContext SERVER = UsageContext.OPENAI_API_SERVER;

  @Test
  void limitsFollowTheGpusMemoryAndAnA100CountsAsSmall() {
    assertThat(server("a10g")).isEqualTo(SMALL);
    assertThat(server("l40s")).isEqualTo(SMALL);
    assertThat(server("a100-sxm-80")).isEqualTo(SMALL);
    assertThat(server("h100-sxm")).isEqualTo(LARGE);
    assertThat(server("rtx-pro-6000")).isEqualTo(LARGE);
    assertThat(VllmDefaults.of(gpu(192), SERVER)).isEqualTo(new VllmDefaults(1024, 16_384));
  }

  @Test
  void theLlmClassTakesLargerSteps() {
    UsageContext llm = UsageContext.LLM_CLASS;
    assertThat(VllmDefaults.of(CATALOG.gpu("a100-sxm-80"), llm))
        .isEqualTo(new VllmDefaults(256, 8192));
    assertThat(VllmDefaults.of(CATALOG.gpu("h100-sxm"), llm))
        .isEqualTo(new VllmDefaults(1024, 16_384));
    assertThat(VllmDefaults.of(gpu(192), llm)).isEqualTo(new VllmDefaults(1024, 16_384));
  }

  @Test
  void theThroughputModeDoublesDefaultsAlone() {
    VllmDefaults doubled = SMALL.in(PerformanceMode.THROUGHPUT);
    assertThat(doubled).isEqualTo(new VllmDefaults(512, 4096));
    assertThat(doubled.resolve(100, null, 8192, true)).isEqualTo(new VllmDefaults(100, 4096));
    assertThat(doubled.resolve(null, 300, 8192, true)).isEqualTo(new VllmDefaults(300, 300));
    assertThat(SMALL.in(PerformanceMode.INTERACTIVITY)).isEqualTo(SMALL);
  }

  @Test
  void defaultsMoveWithTheVersion() {
    assertThat(VllmDefaults.gpuMemoryUtilization(VllmVersion.V2026_08)).isEqualTo(0.92);
    assertThat(VllmDefaults.gpuMemoryUtilization(VllmVersion.V2026_03)).isEqualTo(0.90);
    assertThat(VllmDefaults.gpuMemoryUtilization(VllmVersion.V2025_11)).isEqualTo(0.90);
    assertThat(VllmDefaults.countsGraphMemory(VllmVersion.V2026_08)).isTrue();
    assertThat(VllmDefaults.countsGraphMemory(VllmVersion.V2026_03)).isFalse();
    assertThat(VllmDefaults.largestGraph(VllmVersion.V2026_08, gpu(192))).isEqualTo(1024);
    assertThat(VllmDefaults.largestGraph(VllmVersion.V2026_03, gpu(192))).isEqualTo(512);
    assertThat(VllmDefaults.largestGraph(VllmVersion.V2026_08, CATALOG.gpu("rtx-pro-6000")))
        .isEqualTo(512);
  }

  @Test
  void defaultsBendToTheOtherLimitsAndGivenValuesStay() {
    assertThat(LARGE.resolve(null, null, 131_072, true)).isEqualTo(LARGE);
    assertThat(LARGE.resolve(4, null, 1000, true)).isEqualTo(new VllmDefaults(4, 4000));
    assertThat(SMALL.resolve(null, null, 8192, false)).isEqualTo(new VllmDefaults(256, 8192));
    assertThat(LARGE.resolve(null, 512, 8192, true)).isEqualTo(new VllmDefaults(512, 512));
    assertThat(LARGE.resolve(2000, 512, 8192, true)).isEqualTo(new VllmDefaults(2000, 512));
  }

  private static VllmDefaults server(String gpu) {
    return VllmDefaults.of(CATALOG.gpu(gpu), SERVER);
  }

  /** A card of data-centre Blackwell. */
  private static GpuSpec gpu(int memoryGib) {
    GpuSpec h100 = CATALOG.gpu("h100-sxm");
    return new GpuSpec(
        "b200",
        h100.name(),
        h100.source(),
        h100.validFrom(),
        h100.quality(),
        memoryGib,
        h100.usableMemory(),
        h100.hbmGbPerS(),
        10.0,
        h100.peakTflops(),
        h100.stepTime(),
        h100.allReduce());
  }
}
