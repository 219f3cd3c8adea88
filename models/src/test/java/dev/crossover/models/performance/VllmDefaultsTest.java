package dev.crossover.models.performance;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VllmDefaultsTest {
  private static final VllmDefaults SMALL = new VllmDefaults(256, 2048);
  private static final VllmDefaults LARGE = new VllmDefaults(1024, 8192);

  @Test
  void limitsFollowTheGpusMemoryAndAnA100CountsAsSmall() {
    assertThat(VllmDefaults.of(CATALOG.gpu("a10g"))).isEqualTo(SMALL);
    assertThat(VllmDefaults.of(CATALOG.gpu("l40s"))).isEqualTo(SMALL);
    assertThat(VllmDefaults.of(CATALOG.gpu("a100-sxm-80"))).isEqualTo(SMALL);
    assertThat(VllmDefaults.of(CATALOG.gpu("h100-sxm"))).isEqualTo(LARGE);
    assertThat(VllmDefaults.of(CATALOG.gpu("rtx-pro-6000"))).isEqualTo(LARGE);
  }

  @Test
  void defaultsBendToTheOtherLimitsAndGivenValuesStay() {
    assertThat(LARGE.resolve(null, null, 131_072, true)).isEqualTo(LARGE);
    assertThat(LARGE.resolve(4, null, 1000, true)).isEqualTo(new VllmDefaults(4, 4000));
    assertThat(SMALL.resolve(null, null, 8192, false)).isEqualTo(new VllmDefaults(256, 8192));
    assertThat(LARGE.resolve(null, 512, 8192, true)).isEqualTo(new VllmDefaults(512, 512));
    assertThat(LARGE.resolve(2000, 512, 8192, true)).isEqualTo(new VllmDefaults(2000, 512));
  }
}
