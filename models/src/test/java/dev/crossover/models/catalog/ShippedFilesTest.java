package dev.crossover.models.catalog;

import static dev.crossover.models.catalog.ShippedCatalog.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedFilesTest {
  private static final List<String> FOLDERS = List.of("gpus", "hosted", "instances", "llms");
  private static final Path SHARED = Path.of("../../shared/data/catalog").toAbsolutePath();

  @Test
  void everyFileIsNamedAfterItsId() {
    assertThat(names("llms")).isEqualTo(fileNames(CATALOG.llms().stream().map(LlmSpec::id)));
    assertThat(names("gpus")).isEqualTo(fileNames(CATALOG.gpus().stream().map(GpuSpec::id)));
    assertThat(names("instances"))
        .isEqualTo(fileNames(CATALOG.instances().stream().map(InstanceType::id)));
    assertThat(names("hosted"))
        .isEqualTo(fileNames(CATALOG.hosted().stream().map(HostedModel::id)));
  }

  @Test
  void everyInstanceHasAGpuOfTheCatalogue() {
    for (InstanceType instance : CATALOG.instances()) {
      assertThat(CATALOG.gpu(instance.gpu()).memoryGib()).isPositive();
    }
  }

  @Test
  void thePackedIndexListsThePackedFiles() throws Exception {
    List<String> expected = new ArrayList<>();
    for (String folder : FOLDERS) {
      names(folder).forEach(name -> expected.add(folder + "/" + name));
    }
    try (InputStream index = getClass().getResourceAsStream("/crossover/models/index.txt")) {
      String text = new String(index.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).isEqualTo(String.join("\n", expected) + "\n");
    }
    for (String name : expected) {
      assertThat(getClass().getResource("/crossover/models/" + name)).as(name).isNotNull();
    }
  }

  @Test
  void parameterCountsAreThoseOfThePublishedWeights() {
    Map<String, Long> published = new TreeMap<>();
    published.put("llama-2-7b", 6_738_415_616L);
    published.put("llama-2-70b", 68_976_648_192L);
    published.put("llama-3-8b", 8_030_261_248L);
    published.put("llama-3-70b", 70_553_706_496L);
    published.put("llama-3.1-8b", 8_030_261_248L);
    published.put("llama-3.1-70b", 70_553_706_496L);
    published.put("mistral-7b", 7_241_732_096L);
    published.put("mistral-7b-v0.1", 7_241_732_096L);
    published.put("codellama-34b", 33_743_970_304L);
    published.put("qwen3-32b", 32_762_123_264L);
    for (LlmSpec llm : CATALOG.llms()) {
      assertThat(llm.parameters()).as(llm.id()).isEqualTo(published.get(llm.id()));
    }
  }

  @Test
  void anUnknownKeyOrAMissingFactIsRefused() throws Exception {
    String yaml = Files.readString(ShippedCatalog.FOLDER.resolve("llms/llama-3-8b.yaml"));
    assertThat(ShippedCatalog.bind(yaml, LlmSpec.class)).isEqualTo(CATALOG.llm("llama-3-8b"));
    assertThatThrownBy(() -> ShippedCatalog.bind(yaml + "experts: 8\n", LlmSpec.class))
        .hasMessageContaining("experts");
    assertThatThrownBy(() -> ShippedCatalog.bind(yaml.replaceAll("dtype: .*", ""), LlmSpec.class))
        .hasMessageContaining("dtype is missing");
  }

  @Test
  void pricesHaveAHistory() {
    InstanceType p4d = CATALOG.instance("aws/p4d.24xlarge");
    assertThat(p4d.hourlyUsd(PurchaseOption.ON_DEMAND, LocalDate.of(2025, 5, 31)))
        .isEqualByComparingTo("32.77");
    assertThat(p4d.hourlyUsd(PurchaseOption.ON_DEMAND, LocalDate.of(2025, 6, 1)))
        .isEqualByComparingTo("21.957642");
    HostedModel turbo = CATALOG.hosted("openai/gpt-3.5-turbo");
    assertThat(turbo.pricesAt(LocalDate.of(2024, 1, 24)).output()).isEqualByComparingTo("2.00");
    assertThat(turbo.pricesAt(LocalDate.of(2024, 1, 25)).output()).isEqualByComparingTo("1.50");
    assertThatThrownBy(() -> turbo.pricesAt(LocalDate.of(2023, 1, 1)))
        .hasMessageContaining("Maybe use a date from 2023-06-13 on?");
    assertThatThrownBy(() -> p4d.hourlyUsd(PurchaseOption.SPOT, LocalDate.of(2026, 8, 1)))
        .hasMessageContaining("has no spot price")
        .hasMessageContaining("[on_demand, reserved_1yr]");
  }

  @Test
  void onDemandPricesAreThoseOfThePriceLists() throws Exception {
    int found = 0;
    for (String row : sharedRows("gpu_instances.csv")) {
      String[] cells = row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
      String id = cells[0] + "/" + cells[2];
      boolean shipped = CATALOG.instances().stream().anyMatch(i -> i.id().equals(id));
      if (shipped && CATALOG.instance(id).region().equals(cells[1])) {
        found++;
        InstanceType instance = CATALOG.instance(id);
        assertThat(instance.hourlyUsd(PurchaseOption.ON_DEMAND, CATALOG.newestDate()))
            .as(id)
            .isEqualByComparingTo(new BigDecimal(cells[10]));
        assertThat(instance.gpus()).as(id).isEqualTo(Integer.parseInt(cells[4]));
      }
    }
    assertThat(found).isEqualTo(CATALOG.instances().size() - 1); // RunPod is in another list
  }

  private static List<String> sharedRows(String name) throws Exception {
    Path file = SHARED.resolve(name);
    if (System.getenv("CI") == null) {
      assumeThat(file).as("optional price list %s", file).exists();
    }
    List<String> lines = Files.readAllLines(file);
    return lines.subList(1, lines.size());
  }

  private static List<String> names(String folder) {
    return ShippedCatalog.files(folder).stream().map(f -> f.getFileName().toString()).toList();
  }

  private static List<String> fileNames(Stream<String> ids) {
    return ids.map(id -> id.replace('/', '-') + ".yaml").sorted().toList();
  }
}
