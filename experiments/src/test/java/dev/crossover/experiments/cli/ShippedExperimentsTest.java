package dev.crossover.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the shipped experiments whole and reads their results as another program would. */
@Tag("long")
class ShippedExperimentsTest {
  private static final Path MODULE =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
  private static final String TRACE =
      "../../shared/data/traces/azure2023/AzureLLMInferenceTrace_conv.csv";

  @TempDir private Path folder;

  @Test
  void tenMillionRequestsAMonthAreAllAccountedFor() throws IOException {
    JsonNode results = run("article-chat.yaml");
    for (JsonNode strategy : strategies(results, 4)) {
      assertEveryArrivalHasOneFate(strategy);
      assertLinesSumToTheBill(strategy);
      assertThat(strategy.at("/requests/arrived").asLong()).isBetween(9_900_000L, 10_100_000L);
    }
    assertTwoBoxesCostWhatTheirHoursCost(results);
    assertThat(results.get("claims")).hasSize(4);
    for (JsonNode claim : results.get("claims")) {
      assertThat(claim.get("verdict")).isEqualTo(claim.get("expected_verdict"));
    }
  }

  /** Two instances around the clock: 2 x 720 h at $5.672. */
  private static void assertTwoBoxesCostWhatTheirHoursCost(JsonNode results) {
    int found = 0;
    for (JsonNode strategy : strategies(results, 4)) {
      for (JsonNode line : strategy.at("/cost/lines")) {
        if (line.get("item").asText().equals("GPU on_demand aws/g5.12xlarge")) {
          found++;
          assertThat(line.get("unit").asText()).isEqualTo("instance-hour");
          assertThat(line.get("quantity").decimalValue()).isEqualByComparingTo("1440");
          assertThat(line.get("usd").decimalValue()).isEqualByComparingTo("8167.68");
        }
      }
    }
    assertThat(found).as("strategies with the line: self-hosted and hybrid").isEqualTo(2);
  }

  /** The figures that docs/BATCHING.md speaks of. */
  @Test
  void continuousBatchingAndPagedAttentionAreWorthWhatTheDocsSay() throws IOException {
    JsonNode results = run("batching-ablation.yaml");
    assertThat(results.get("points")).hasSize(7);
    for (JsonNode point : results.get("points")) {
      point.get("strategies").forEach(ShippedExperimentsTest::assertEveryArrivalHasOneFate);
    }
    Map<String, String> found = new TreeMap<>();
    for (JsonNode claim : results.get("claims")) {
      assertThat(claim.get("verdict")).isEqualTo(claim.get("expected_verdict"));
      found.put(
          claim.get("id").asText(),
          claim.get("found").decimalValue().setScale(2, RoundingMode.HALF_UP).toString());
    }
    assertThat(found)
        .containsExactly(
            Map.entry("both-at-low-load", "1.00"),
            Map.entry("both-saturated", "13.50"),
            Map.entry("continuous-alone", "3.87"),
            Map.entry("grouping", "0.45"),
            Map.entry("paging-alone", "1.32"),
            Map.entry("paging-on-top", "3.49"));
  }

  /** The published file has a header and 19,366 rows. */
  @Test
  void everyRowOfTheAzureTraceArrives() throws IOException {
    Path trace = MODULE.resolve(TRACE).normalize();
    if (System.getenv("CI") != null) {
      assertThat(trace).exists();
    }
    Assumptions.assumeTrue(Files.exists(trace), () -> trace + " is absent: optional data");
    JsonNode results = run("azure-conv-replay.yaml", "--set", "traffic.replay.file=" + trace);
    for (JsonNode strategy : strategies(results, 3)) {
      assertThat(strategy.at("/requests/arrived").asLong()).isEqualTo(19_366);
      assertEveryArrivalHasOneFate(strategy);
      assertLinesSumToTheBill(strategy);
    }
  }

  private static void assertEveryArrivalHasOneFate(JsonNode strategy) {
    JsonNode requests = strategy.get("requests");
    long fates = 0;
    for (String fate : List.of("completed", "rejected", "failed", "unfinished")) {
      fates += requests.get(fate).longValue();
    }
    assertThat(fates).isEqualTo(requests.get("arrived").longValue());
  }

  private static void assertLinesSumToTheBill(JsonNode strategy) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : strategy.at("/cost/lines")) {
      sum = sum.add(line.get("usd").decimalValue());
    }
    assertThat(sum).isEqualByComparingTo(strategy.at("/cost/monthly_usd").decimalValue());
  }

  private static List<JsonNode> strategies(JsonNode results, int count) {
    List<JsonNode> strategies = new ArrayList<>();
    results.at("/points/0/strategies").forEach(strategies::add);
    assertThat(strategies).hasSize(count);
    return strategies;
  }

  private JsonNode run(String experiment, String... options) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("run", MODULE.resolve(experiment).toString(), "--quiet"));
    arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(options));
    int code =
        Main.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments.toArray(new String[0]));
    assertThat(code).as(err.toString()).isZero();
    return new ObjectMapper()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .readTree(folder.resolve("out/results.json").toFile());
  }
}
