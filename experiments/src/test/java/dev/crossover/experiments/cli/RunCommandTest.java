package dev.crossover.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.experiments.run.SmallExperiment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands as a user meets them: exit codes, what is printed where, what lies in the folder.
 */
class RunCommandTest {
  @TempDir private Path folder;

  @BeforeAll
  static void theCatalogueIsTheCheckouts() {
    System.setProperty("crossover.home", Path.of("..").toAbsolutePath().normalize().toString());
  }

  @Test
  void aRunPrintsTheTableAndFillsTheFolder() throws IOException {
    Outcome outcome = run(SmallExperiment.yaml(""), "--requests");
    assertThat(outcome.code).isZero();
    assertThat(outcome.out).startsWith("strategy").contains("api", "fleet", "both");
    assertThat(outcome.err.lines()).containsExactly("crossover: results in " + out());
    try (Stream<Path> files = Files.list(out())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              ".crossover.lock",
              "manifest.yaml",
              "report.md",
              "requests.csv.gz",
              "results.json",
              "summary.csv",
              "timeline.csv");
    }
  }

  @Test
  void everyRequestOfEveryStrategyAndReplicationHasItsRow() throws IOException {
    run(SmallExperiment.yaml(""), "--requests");
    List<String> rows = requestRows();
    assertThat(rows.get(0)).startsWith("point,strategy,replication,id,class,arrival_s");
    long arrived = rows.stream().filter(row -> row.startsWith("1,api,0,")).count();
    assertThat(arrived).isBetween(300L, 520L);
    assertThat(rows.stream().filter(row -> row.startsWith("1,both,0,"))).hasSize((int) arrived);
    assertThat(rows.stream().filter(row -> row.startsWith("1,both,") && row.contains(",hosted,")))
        .isNotEmpty();
    assertThat(rows).filteredOn(row -> row.startsWith("1,")).allMatch(r -> r.contains("completed"));
  }

  /** Arabic has digits of its own, Turkish another lower case of I. */
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "tr-TR"})
  void theLanguageOfTheMachineChangesNothing(String language) throws IOException {
    List<String> expected = texts(run(SmallExperiment.yaml("")), out());
    Locale machine = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      Outcome abroad = again(SmallExperiment.yaml(""));
      assertThat(texts(abroad, folder.resolve("again"))).isEqualTo(expected);
    } finally {
      Locale.setDefault(machine);
    }
  }

  private static List<String> texts(Outcome outcome, Path folder) throws IOException {
    List<String> texts = new ArrayList<>(List.of(outcome.out));
    for (String file : List.of("results.json", "report.md", "summary.csv", "timeline.csv")) {
      texts.add(Files.readString(folder.resolve(file)));
    }
    return texts;
  }

  @Test
  void theSameInputsAreNotRunTwice() {
    Outcome first = run(SmallExperiment.yaml(""));
    Outcome second = run(SmallExperiment.yaml(""));
    assertThat(second.code).isZero();
    assertThat(second.out).isEqualTo(first.out);
    assertThat(second.err).contains("holds the results of these inputs already");
  }

  @Test
  void aFolderOfOtherInputsIsRefused() {
    run(SmallExperiment.yaml(""));
    Outcome other = run(SmallExperiment.yaml(""), "--seed", "9");
    assertThat(other.code).isEqualTo(2);
    assertThat(other.out).isEmpty();
    assertThat(other.err).contains("seed was 1").contains("Maybe").doesNotContain("\tat ");
  }

  @Test
  void aMissedSloIsAnErrorOnlyWhereItIsEnforced() {
    String slo = "slo: {ttft_p99: 1ms%s}\n";
    assertThat(run(SmallExperiment.yaml(slo.formatted(""))).code).isZero();
    assertThat(again(SmallExperiment.yaml(slo.formatted(", enforce: [fleet]"))).code).isEqualTo(1);
  }

  @Test
  void aClaimThatTurnsOutOtherwiseIsAnError() {
    String claim =
        "claims: [{id: cheap, says: a fleet costs 1 USD, value: strategies.fleet.cost.monthly_usd,"
            + " expect: 1, within: 1%%%s}]\n";
    assertThat(run(SmallExperiment.yaml(claim.formatted(""))).code).isEqualTo(1);
    assertThat(again(SmallExperiment.yaml(claim.formatted(", verdict: fails"))).code).isZero();
  }

  @Test
  void aTypoIsOneLineWithItsPlace() {
    Outcome outcome = run(SmallExperiment.yaml("").replace("replicas: 1", "replica: 1"));
    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err)
        .contains("small.yaml:13:7: strategies.fleet.vllm.replica")
        .contains("Maybe replicas")
        .doesNotContain("\tat ");
  }

  @Test
  void everyFileIsCheckedBeforeAnyIsRun() throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    String good = SmallExperiment.yaml("");
    Files.writeString(files.resolve("a.yaml"), good);
    Files.writeString(files.resolve("b.yaml"), good);
    Files.writeString(files.resolve("c.yaml"), good.replace("seed", "sed") + "seed: x\n");

    Outcome outcome = command("run", files.toString(), "--out", out().toString());

    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.out).isEmpty();
    assertThat(outcome.err.lines())
        .containsExactly(
            files.resolve("b.yaml")
                + ":1:1: name: is also the name in "
                + files.resolve("a.yaml")
                + ". Maybe rename one of them?",
            files.resolve("c.yaml")
                + ":20:7: seed: is not a whole number (x). Maybe write digits alone");
    assertThat(out()).doesNotExist();
  }

  @Test
  void aRefusedOptionIsToldWhereItStands() {
    Outcome outcome = run(SmallExperiment.yaml(""), "--replications", "0");

    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.err.lines())
        .containsExactly("--set replications=0: replications: must be at least 1 (0). Maybe 1?");
  }

  @Test
  void aSweepOnTheCommandLineRunsEveryPoint() {
    Outcome outcome =
        run(SmallExperiment.yaml(""), "--set", "strategies.fleet.vllm.replicas=1,2", "--quiet");
    assertThat(outcome.code).isZero();
    assertThat(outcome.err).isEmpty();
    assertThat(outcome.out.lines().filter(line -> line.contains("fleet"))).hasSize(2);
  }

  @Test
  void aMissingFileAndAnEmptyFolderAreNamed() {
    assertThat(command("run", folder.resolve("nothing.yaml").toString()).err)
        .contains("nothing.yaml");
    Outcome empty = command("run", folder.toString());
    assertThat(empty.code).isEqualTo(2);
    assertThat(empty.err).contains("holds no .yaml file");
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThat(run(SmallExperiment.yaml(""), "--threads", "0").err).contains("at least 1");
    assertThat(run(SmallExperiment.yaml(""), "--format", "pdf").err).contains("md, csv, json");
    assertThat(run(SmallExperiment.yaml(""), "--set", "nonsense").code).isEqualTo(2);
  }

  @Test
  void checkSaysWhatTheFileMeans() {
    Path file = SmallExperiment.write(folder, SmallExperiment.yaml(""));
    Outcome outcome = command("check", file.toString());
    assertThat(outcome.code).isZero();
    assertThat(outcome.out)
        .containsPattern("GPU KV cache size: [0-9,]+ tokens")
        .containsPattern("Maximum concurrency for 4,096 tokens per request: [0-9.]+x")
        .contains("vLLM 2026-08: fcfs, asynchronous scheduling, prefix caching on, chunked")
        .contains("mean request: 200.0 prompt and 50.0 output tokens")
        .endsWith("no errors\n");
  }

  @Test
  void reportRendersAFinishedRunAgain() throws IOException {
    Outcome first = run(SmallExperiment.yaml(""));
    String report = Files.readString(out().resolve("report.md"));
    Files.delete(out().resolve("report.md"));
    Outcome again = command("report", out().toString(), "--format", "md");
    assertThat(again.out).isEqualTo(first.out);
    assertThat(Files.readString(out().resolve("report.md"))).isEqualTo(report);
  }

  @Test
  void theCatalogueListsEverything() {
    Outcome outcome = command("catalog", "list");
    assertThat(outcome.code).isZero();
    assertThat(outcome.out).contains("llama-3.1-8b", "a10g", "aws/g5.12xlarge", "5.672", "gpt-4o");
  }

  private record Outcome(int code, String out, String err) {}

  private Path out() {
    return folder.resolve("out");
  }

  private Outcome run(String yaml, String... options) {
    return runInto(out(), yaml, options);
  }

  /** Into a folder of its own. */
  private Outcome again(String yaml, String... options) {
    return runInto(folder.resolve("again"), yaml, options);
  }

  private Outcome runInto(Path out, String yaml, String... options) {
    Path file = SmallExperiment.write(folder, yaml);
    return command(
        Stream.concat(
                Stream.of("run", file.toString(), "--out", out.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private static Outcome command(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Outcome(code, out.toString(), err.toString());
  }

  private List<String> requestRows() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(out().resolve("requests.csv.gz"))),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
