package dev.crossover.experiments.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.experiments.spec.ExperimentFile;
import dev.crossover.experiments.spec.TestLibrary;
import dev.crossover.experiments.spec.TreePath;
import dev.crossover.experiments.spec.UserInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExperimentPlanTest {
  private static final String REPLICAS = "strategies.self-hosted.vllm.replicas";
  private static final Path EVERYTHING = Path.of("src/test/resources/good/everything.yaml");

  @TempDir Path folder;

  @Test
  void pointsAreAllCombinationsWithTheFirstKeySlowest() {
    List<Point> points = plan(EVERYTHING).points();

    assertThat(points).hasSize(12);
    assertThat(points.get(0).parameters())
        .containsExactly(
            Map.entry("traffic.rate", "1M/month"),
            Map.entry(REPLICAS, "1"),
            Map.entry("seed", "1"),
            Map.entry("horizon", "1d"));
    assertThat(points.stream().map(point -> String.join(" ", point.parameters().values())))
        .startsWith("1M/month 1 1 1d", "1M/month 1 2 2d", "1M/month 2 1 1d", "1M/month 2 2 2d")
        .endsWith("3M/month 3 1 1d", "3M/month 3 2 2d");
    assertThat(points.get(11).experiment().spec().strategy("self-hosted").orElseThrow().vllm())
        .extracting("replicas")
        .isEqualTo(3);
    assertThat(points.get(11).id()).isEqualTo("11-rate-3m-month-replicas-3-seed-2-horizon-2d");
  }

  @Test
  void aClaimIsAboutThePointsWhoseValuesMeanTheSame() {
    ExperimentPlan plan = plan(EVERYTHING);

    List<Point> points = plan.pointsOf(plan.points().get(0).experiment().spec().claims().get(0));

    assertThat(points).singleElement().extracting(Point::id).asString().startsWith("8-rate-3m");
  }

  @Test
  void anOptionWithOneValueReplacesTheSweptValues() {
    ExperimentPlan plan = plan(EVERYTHING, REPLICAS + "=2", "seed=1");

    assertThat(plan.points()).hasSize(4);
    assertThat(plan.points().get(0).parameters()).containsOnlyKeys("traffic.rate", "horizon");
    assertThat(plan.points().get(0).experiment().value(TreePath.valueOf(REPLICAS))).hasValue("2");
  }

  @Test
  void anOptionWithSeveralValuesIsSweptInPlaceOfTheFiles() {
    ExperimentPlan plan = plan(EVERYTHING, "traffic.rate=1M/month,3M/month,5M/month", "seed=1,2");

    assertThat(plan.points()).hasSize(3 * 3 * 2 * 2);
    assertThat(plan.points().get(1).parameters())
        .containsEntry("traffic.rate", "1M/month")
        .containsEntry("seed", "2");
  }

  @Test
  void anOptionMaySetKeysThatTheFileLeavesOut() throws IOException {
    Path file = file("");

    ExperimentPlan plan =
        plan(
            file,
            "strategies.self-hosted.vllm.engine.max_num_seqs=32",
            "slo={ttft_p99: 1s, e2e_p99: 20s}",
            "traffic.profile=bursty",
            "traffic.arrival.burstiness=0.25");

    assertThat(plan.points().get(0).experiment().spec().slo().limits()).hasSize(2);
    assertThat(plan.points().get(0).experiment().spec().traffic().arrival().burstiness())
        .isEqualTo(0.25);
  }

  @Test
  void aWrongOptionIsToldAsTheOptionItself() throws IOException {
    Path file = file("");

    assertThatThrownBy(() -> plan(file, "traffic.rate=fast"))
        .isInstanceOf(UserInputException.class)
        .hasMessage(
            "--set traffic.rate=fast: traffic.rate: is not a rate (fast). Maybe write 10M/month,"
                + " 3.9/s or 250/min");
    assertThatThrownBy(() -> plan(file, "strategies.slf-hosted.vllm.replicas=1"))
        .hasMessage(
            "--set strategies.slf-hosted.vllm.replicas=1: strategies.slf-hosted.vllm.replicas:"
                + " strategies has no 'slf-hosted'. Maybe self-hosted?");
    assertThatThrownBy(() -> plan(file, "traffic.rate"))
        .hasMessage("--set traffic.rate: is not path=value. Maybe --set traffic.rate=3M/month");
    assertThatThrownBy(() -> plan(file, "trafic.rate=1/s"))
        .hasMessage("--set trafic.rate=1/s: trafic: unknown key. Maybe traffic?");
  }

  @Test
  void rangesCountUpInTheirOwnUnit() throws IOException {
    Path file =
        file(
            """
            sweep:
              traffic.rate: {from: 1M/month, to: 4M/month, step: 1.5M/month}
              strategies.self-hosted.vllm.engine.max_num_seqs: {from: 8, to: 128, points: 5, log: true}
            """);

    List<Point> points = plan(file).points();

    assertThat(points.stream().map(point -> point.parameters().get("traffic.rate")).distinct())
        .containsExactly("1M/month", "2.5M/month", "4.0M/month");
    assertThat(
            points.stream().limit(5).map(point -> List.copyOf(point.parameters().values()).get(1)))
        .containsExactly("8", "16", "32", "64", "128");
  }

  @Test
  void aTraceIsLookedForBesideTheFileThatNamesIt() throws IOException {
    Files.writeString(
        folder.resolve("trace.csv"),
        """
        TIMESTAMP,ContextTokens,GeneratedTokens
        2023-11-16 18:00:00.0000000,100,10
        2023-11-16 18:00:30.0000000,200,20
        """);
    Path file = folder.resolve("replay.yaml");
    Files.writeString(
        file,
        """
        name: replay
        traffic: {replay: {file: trace.csv}}
        strategies: [{name: api, hosted: {model: openai/gpt-4o}}]
        """);

    Point written = plan(file).points().get(0);
    Point elsewhere = plan(file, "traffic.replay.file=trace.csv").points().get(0);

    assertThat(written.experiment().window().horizon().seconds()).isEqualTo(30.000000001);
    assertThat(written.experiment().traffic().knownArrivals()).hasValue(2);
    assertThatThrownBy(() -> elsewhere.experiment().window())
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining("trace.csv");
  }

  static Stream<Path> shippedExperiments() {
    try (Stream<Path> files = Files.list(Path.of("."))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("shippedExperiments")
  void everyShippedExperimentIsUnderstood(Path file) {
    assertThat(plan(file).points()).isNotEmpty();
  }

  private Path file(String end) throws IOException {
    Path file = folder.resolve("chat.yaml");
    Files.writeString(
        file,
        """
        name: chat
        traffic: {profile: steady, rate: 1M/month}
        strategies:
          - name: self-hosted
            vllm:
              model: llama-3.1-8b
              instance: aws/g5.12xlarge
              replicas: 2
              engine: {max_model_len: 8192}
        """
            + end);
    return file;
  }

  private static ExperimentPlan plan(Path file, String... options) {
    return ExperimentPlan.of(
        ExperimentFile.read(file, TestLibrary.library()),
        Stream.of(options).map(SetOption::parse).toList());
  }
}
