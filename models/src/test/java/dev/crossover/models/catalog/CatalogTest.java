package dev.crossover.models.catalog;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.fleet.HostedLimits;
import dev.crossover.engine.fleet.RetryPolicy;
import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.TimeSpan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final Catalog EMPTY = new Catalog(List.of(), List.of(), List.of(), List.of());

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> CATALOG.llm("llama3.1-8b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model 'llama3.1-8b' is not in the catalogue. Maybe llama-3.1-8b?");
    assertThatThrownBy(() -> CATALOG.instance("g5.12xlarge"))
        .hasMessage("instance 'g5.12xlarge' is not in the catalogue. Maybe aws/g5.12xlarge?");
    assertThatThrownBy(() -> CATALOG.gpu("a totally different thing"))
        .hasMessageContaining("Maybe see `catalog list`?");
    assertThatThrownBy(() -> CATALOG.hosted("openai/gpt4o-mini"))
        .hasMessageEndingWith("Maybe openai/gpt-4o-mini?");
  }

  @Test
  void listsAreInTheOrderOfIds() {
    assertThat(CATALOG.llms()).extracting(LlmSpec::id).isSorted();
    assertThat(CATALOG.instances()).extracting(InstanceType::id).isSorted();
  }

  @Test
  void anOverlayReplacesAndAdds() {
    InstanceType cheap = instance("aws/g5.xlarge", "0.50", LocalDate.of(2027, 1, 1));
    InstanceType own = instance("own/box", "0.10", LocalDate.of(2020, 1, 1));
    Catalog both =
        CATALOG.overlay(new Catalog(List.of(), List.of(), List.of(cheap, own), List.of()));
    assertThat(both.instance("aws/g5.xlarge")).isEqualTo(cheap);
    assertThat(both.instance("own/box")).isEqualTo(own);
    assertThat(both.instances()).hasSize(CATALOG.instances().size() + 1);
    assertThat(both.newestDate()).isEqualTo(LocalDate.of(2027, 1, 1));
    assertThat(CATALOG.instance("aws/g5.xlarge")).isNotEqualTo(cheap);
  }

  @Test
  void twoEntriesOfOneIdAndAnEmptyCataloguesDateAreRefused() {
    InstanceType own = instance("own/box", "0.10", LocalDate.of(2020, 1, 1));
    assertThatThrownBy(() -> new Catalog(List.of(), List.of(), List.of(own, own), List.of()))
        .hasMessageContaining("'own/box' is taken twice");
    assertThatThrownBy(EMPTY::newestDate).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void factsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> instance("Own Box", "1", LocalDate.EPOCH))
        .hasMessageContaining("lower case");
    assertThatThrownBy(() -> instance("own/box", "-1", LocalDate.EPOCH))
        .hasMessageContaining("on_demand must not be negative");
    assertThatThrownBy(() -> PurchaseOption.ofKey("on-demand"))
        .hasMessageContaining("[on_demand, reserved_1yr, reserved_3yr, spot]");
    assertThatThrownBy(() -> new StepTimeConstants.Gemm(1, 1.01, 0.8, 2))
        .hasMessageContaining("gemm.compute_efficiency must lie in (0, 1]");
  }

  @Test
  void tiersAndRetriesBecomeTheSimulatedLimits() {
    HostedModel mini = CATALOG.hosted("openai/gpt-4o-mini");
    assertThat(mini.limits("openai-tier-1").toHostedLimits())
        .isEqualTo(new HostedLimits(500, 200_000, 0, 0, 10_000, false));
    assertThatThrownBy(() -> mini.limits("openai-tier1")).hasMessageContaining("use openai-tier-1");
    RateLimits bucket =
        new RateLimits(new Count(9), null, null, null, null, RateLimits.RetryAfter.BUCKET, "x");
    assertThat(bucket.toHostedLimits()).isEqualTo(new HostedLimits(9, 0, 0, 0, 0, true));
    long second = 1_000_000_000L;
    assertThat(mini.retryOrSdkDefault().policy())
        .isEqualTo(new RetryPolicy(2, second / 2, 8 * second, 0.25, 60 * second, 600 * second));
    assertThat(new Retry(5, null, null, null, null, null).policy().maxRetries()).isEqualTo(5);
  }

  @Test
  void aModelSaysOverHowManyGpusItRuns() {
    LlmSpec llm = CATALOG.llm("llama-3.1-70b");
    assertThat(List.of(1, 2, 4, 8, 16, 32)).allMatch(llm::supportsTensorParallel);
    assertThat(List.of(0, 3, 5, 12)).noneMatch(llm::supportsTensorParallel);
    assertThat(llm.kvHeadsPerGpu(16)).isEqualTo(1);
    assertThat(llm.kvBytesPerToken(8, 2)).isEqualTo(40_960);
    assertThatThrownBy(() -> llm.requireTensorParallel(3)).hasMessageContaining("power of two");
  }

  private static InstanceType instance(String id, String usd, LocalDate from) {
    TimeSpan second = TimeSpan.ofSeconds(1);
    return new InstanceType(
        id,
        "test",
        "test",
        from,
        "own",
        "here",
        "a10g",
        1,
        "none",
        null,
        null,
        new InstanceType.Startup(second, second, 1, "test"),
        List.of(
            new InstanceType.DatedPrices(from, Map.of("on_demand", new BigDecimal(usd)), "test")));
  }
}
