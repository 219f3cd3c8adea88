package dev.crossover.models.performance;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.NormalQuantile;
import dev.crossover.engine.units.TimeSpan;
import org.junit.jupiter.api.Test;

class LatencyAndStartupTest {
  private static final long MS = 1_000_000L;

  /** GPT-4o mini: 300 ms, p95 900 ms, 15 ms per 1,000 prompt tokens; 150 tok/s, p5 75. */
  @Test
  void hostedLatencyPassesThroughItsQuantiles() {
    LognormalLatency latency = new LognormalLatency(CATALOG.hosted("openai/gpt-4o-mini"));
    double z95 = NormalQuantile.of(0.95);
    assertThat(latency.ttftNanos(0, 0)).isEqualTo(300 * MS);
    assertThat(latency.ttftNanos(0, 2000)).isEqualTo(330 * MS);
    assertThat(latency.ttftNanos(z95, 0)).isCloseTo(900 * MS, within(2L));
    assertThat(latency.decodeNanos(0, 151)).isEqualTo(1000 * MS);
    assertThat(latency.decodeNanos(z95, 151)).isCloseTo(2000 * MS, within(2L));
    assertThat(latency.decodeNanos(3, 1)).isZero();
    assertThat(latency.ttftNanos(-1, 0)).isLessThan(300 * MS);
  }

  /** 16,060,514,304 bytes of weights at 2 GB/s. */
  @Test
  void startUpIsTheSumOfItsPhases() {
    StartupTime startup =
        StartupTime.of(CATALOG.llm("llama-3.1-8b"), CATALOG.instance("aws/g5.12xlarge"));
    assertThat(startup.provision()).isEqualTo(TimeSpan.ofSeconds(180));
    assertThat(startup.imagePull()).isEqualTo(TimeSpan.ofSeconds(510));
    assertThat(startup.weights().nanos()).isEqualTo(8_030_257_152L);
    assertThat(startup.engineStart()).isEqualTo(TimeSpan.ofSeconds(39));
    assertThat(startup.nanos()).isEqualTo(737_030_257_152L);
  }

  @Test
  void givenPhasesReplaceTheCataloguesAndOthersStay() {
    StartupTime startup =
        StartupTime.of(CATALOG.llm("llama-3.1-8b"), CATALOG.instance("aws/g5.12xlarge"))
            .with(TimeSpan.ofSeconds(120), TimeSpan.ZERO, null, TimeSpan.ofSeconds(14));
    assertThat(startup.nanos()).isEqualTo(142_030_257_152L);
  }
}
