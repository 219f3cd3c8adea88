package dev.crossover.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossover.experiments.run.SmallExperiment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run --format vllm-bench}: what it writes, and that it is the run's own truth. */
class BenchmarkFormatTest {
  private static final String GOODPUT = "slo: {goodput: {ttft: 700ms, tpot: 35ms}}\n";
  private static final List<String> KEYS =
      List.of(
          "date",
          "endpoint_type",
          "backend",
          "label",
          "model_id",
          "tokenizer_id",
          "num_prompts",
          "point",
          "strategy",
          "replication",
          "seed",
          "request_rate",
          "burstiness",
          "max_concurrency",
          "duration",
          "completed",
          "failed",
          "total_input_tokens",
          "total_output_tokens",
          "request_throughput",
          "request_goodput",
          "output_throughput",
          "total_token_throughput",
          "max_output_tokens_per_s",
          "max_concurrent_requests",
          "rtfx",
          "mean_ttft_ms",
          "median_ttft_ms",
          "std_ttft_ms",
          "p99_ttft_ms",
          "mean_tpot_ms",
          "median_tpot_ms",
          "std_tpot_ms",
          "p99_tpot_ms",
          "mean_itl_ms",
          "median_itl_ms",
          "std_itl_ms",
          "p99_itl_ms");

  @TempDir private Path folder;

  private record Outcome(int code, String out, String err) {}

  @BeforeAll
  static void theCatalogueIsTheCheckouts() {
    System.setProperty("crossover.home", Path.of("..").toAbsolutePath().normalize().toString());
  }

  @Test
  void aRunOfAStrategyIsAFileWithVllmsKeysInTheirOrder() throws IOException {
    assertThat(run("out", "", "--format", "json,vllm-bench").code).isZero();
    try (Stream<Path> files = Files.list(folder.resolve("out/vllm-bench"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "0001-api-0.json",
              "0001-api-1.json",
              "0001-fleet-0.json",
              "0001-fleet-1.json",
              "0001-both-0.json",
              "0001-both-1.json");
    }
    List<String> keys = new ArrayList<>();
    bench("out", "fleet", 0).fieldNames().forEachRemaining(keys::add);
    assertThat(keys).isEqualTo(KEYS);
    assertThat(folder.resolve("out/points")).doesNotExist();
  }

  /** The histograms of the results are within 0.1 %, their means and counts are exact. */
  @ParameterizedTest
  @ValueSource(strings = {"api", "fleet", "both"})
  void theFilesSayWhatTheResultsSay(String strategy) throws IOException {
    run(
        "out",
        GOODPUT,
        "--format",
        "json,vllm-bench",
        "--percentile-metrics",
        "ttft,tpot,itl,e2el");
    JsonNode results = results("out", strategy);
    double[] sums = new double[2];
    double good = 0;
    long outputs = 0;
    for (int replication = 0; replication < 2; replication++) {
      JsonNode bench = bench("out", strategy, replication);
      long completed = bench.get("completed").asLong();
      sums[0] += bench.get("mean_ttft_ms").asDouble() * completed;
      sums[1] += bench.get("mean_e2el_ms").asDouble() * completed;
      good += bench.get("request_goodput").asDouble() * bench.get("duration").asDouble();
      outputs += bench.get("total_output_tokens").asLong();
    }
    long completed = results.at("/requests/completed").asLong();
    assertThat(outputs).isEqualTo(results.at("/tokens/output").asLong());
    assertThat(sums[0] / completed / 1000)
        .isEqualTo(results.at("/ttft_s/mean").asDouble(), within(1e-8));
    assertThat(sums[1] / completed / 1000)
        .isEqualTo(results.at("/e2e_s/mean").asDouble(), within(1e-7));
    double share = good / results.at("/requests/arrived").asDouble();
    assertThat(share).isEqualTo(results.at("/slo/goodput_share").asDouble(), within(1e-8));
    assertThat(share).isStrictlyBetween(0.01, 0.99);
  }

  @Test
  void detailsHoldEachRequestsChunks() throws IOException {
    run("out", "", "--format", "vllm-bench", "--save-detailed");
    JsonNode bench = bench("out", "fleet", 0);
    int requests = bench.get("num_prompts").asInt();
    assertThat(requests).isBetween(300, 520);
    double gaps = 0;
    for (int i = 0; i < requests; i++) {
      assertThat(bench.get("output_lens").get(i).asInt()).isEqualTo(50);
      assertThat(bench.get("itls").get(i)).as("request %d", i).hasSize(49);
      assertThat(bench.get("errors").get(i).asText()).isEmpty();
      for (JsonNode gap : bench.get("itls").get(i)) {
        gaps += gap.asDouble();
      }
    }
    assertThat(gaps / requests / 49 * 1000)
        .isEqualTo(bench.get("mean_itl_ms").asDouble(), within(1e-5));
    assertThat(bench.get("start_times").get(0).asDouble()).isBetween(0.0, 60.0);
  }

  @Test
  void timingEveryChunkChangesNoResult() throws IOException {
    run("plain", "", "--format", "json");
    for (String verify : List.of("end", "step", "shadow")) {
      run(verify, "", "--format", "json,vllm-bench", "--verify", verify);
      assertThat(folder.resolve(verify + "/results.json"))
          .hasSameTextualContentAs(folder.resolve("plain/results.json"));
      assertThat(folder.resolve(verify + "/vllm-bench/0001-fleet-0.json"))
          .hasSameTextualContentAs(folder.resolve("end/vllm-bench/0001-fleet-0.json"));
    }
  }

  @Test
  void theBlocksFollowTheTableAlsoWhereNothingIsRunAgain() {
    Outcome first = run("out", "", "--format", "vllm-bench", "--metric-percentiles", "50,99.9");
    assertThat(first.out)
        .startsWith("strategy")
        .contains(
            "\nvllm-bench/0001-fleet-0.json\n"
                + "============ Serving Benchmark Result ============\n"
                + "Successful requests:                     ",
            "\n---------------Time to First Token----------------\nMean TTFT (ms):    ",
            "\n-----Time per Output Token (excl. 1st token)------\n",
            "\nP99.9 ITL (ms):                          ",
            "\n==================================================\n");
    Outcome again = run("out", "", "--format", "vllm-bench", "--metric-percentiles", "50,99.9");
    assertThat(again.err).contains("nothing is run");
    assertThat(again.out).isEqualTo(first.out);
    assertThat(run("out", "", "--format", "vllm-bench").err).contains("benchmarks was ttft,tpot");
    assertThat(run("out", "", "--format", "json").err).contains("benchmarks was ttft,tpot");
  }

  @Test
  void anOptionThatMakesNoSenseIsTold() {
    assertThat(run("out", "", "--metric-percentiles", "50").err)
        .isEqualTo(
            "--percentile-metrics, --metric-percentiles and --save-detailed need --format"
                + " vllm-bench\n");
    assertThat(run("out", "", "--format", "vllm-bench", "--metric-percentiles", "p99").err)
        .startsWith("--metric-percentiles: 'p99' is not a number from 0 to 100");
    assertThat(run("out", "", "--format", "vllm-bench", "--percentile-metrics", "e2e").err)
        .startsWith("--percentile-metrics: 'e2e' is not a metric. Maybe");
    run("out", "");
    assertThat(command("report", folder.resolve("out").toString(), "--format", "vllm-bench").err)
        .isEqualTo(
            "--format: vllm-bench needs the timings of each request, so only run can write it\n");
  }

  private JsonNode bench(String out, String strategy, int replication) throws IOException {
    String name = "vllm-bench/0001-" + strategy + "-" + replication + ".json";
    return new ObjectMapper().readTree(folder.resolve(out).resolve(name).toFile());
  }

  private JsonNode results(String out, String strategy) throws IOException {
    JsonNode tree = new ObjectMapper().readTree(folder.resolve(out + "/results.json").toFile());
    for (JsonNode found : tree.at("/points/0/strategies")) {
      if (found.get("name").asText().equals(strategy)) {
        return found;
      }
    }
    throw new AssertionError("no strategy " + strategy);
  }

  private Outcome run(String out, String more, String... options) {
    Path file = SmallExperiment.write(folder, SmallExperiment.yaml(more));
    List<String> args = new ArrayList<>(List.of("run", file.toString(), "--no-progress"));
    args.addAll(List.of("--out", folder.resolve(out).toString()));
    args.addAll(List.of(options));
    return command(args.toArray(String[]::new));
  }

  private static Outcome command(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Outcome(code, out.toString(), err.toString().replace(System.lineSeparator(), "\n"));
  }
}
