package dev.crossover.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** One request each 2 s for 20 s, all of 100 tokens in and 10 out. */
  @Test
  void aMetronomeIsDescribedAsOne() throws IOException {
    Path profile =
        write(
            "metronome.yaml",
            """
            name: metronome
            rate: 0.5/s
            arrival: {process: constant}
            prompt: 100
            output: 10
            """);

    assertThat(run("traffic", "describe", profile.toString(), "--horizon", "2h")).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .startsWith("metronome\nvolume\n  3,600 requests in 2h: 0.5000/s, 1,296,000 a month\n")
        .contains("tokens a month: 129.6M prompt, 12.96M output")
        .contains("times the mean")
        .contains("CV of the gaps: 0.000")
        .contains("  prompt     100.0      100      100      100      100\n")
        .contains("  output      10.0       10       10       10       10\n")
        .contains("requests, one column 2m\n")
        .doesNotContain("shared prompts");
  }

  @Test
  void aSetValueReplacesThatOfTheProfile() throws IOException {
    Path profile = write("calm.yaml", "rate: 1/s\nprompt: 100\noutput: 10\n");

    assertThat(run("traffic", "describe", profile.toString(), "--set", "prompt=7")).isZero();
    assertThat(out.toString()).contains("  prompt       7.0        7");
  }

  @Test
  void anExperimentsTrafficIsDescribedByItself() throws IOException {
    Path experiment =
        write(
            "small.yaml",
            """
            name: small
            traffic:
              rate: 1/s
              prompt: 100
              output: 10
              prefix: {tokens: 64}
            strategies: []
            """);

    assertThat(run("traffic", "describe", experiment.toString(), "--horizon", "1h")).isZero();
    assertThat(out.toString())
        .contains("ideal prefix cache (blocks of 16 tokens): 39.0% of the prompt tokens");
  }

  @Test
  void theSameProfileHasTheSameChecksumAndAnotherSeedAnother() {
    assertThat(run("traffic", "generate", "steady", "--requests", "1000", "--count-only")).isZero();
    String first = out.toString();
    assertThat(first).matches("1000 requests, checksum [0-9a-f]{16}\\R");
    run("traffic", "generate", "steady", "--requests", "1000", "--count-only");
    assertThat(out.toString()).isEqualTo(first + first);
    run("traffic", "generate", "steady", "--requests", "1000", "--count-only", "--seed", "2");
    assertThat(out.toString()).doesNotEndWith(first);
  }

  @Test
  void aFittedProfileIsOneThatCanBeDescribed() throws IOException {
    Path trace = folder.resolve("small.csv.gz");
    assertThat(run("traffic", "generate", "steady", "--requests", "300", "--output", "" + trace))
        .isZero();

    assertThat(run("traffic", "fit", trace.toString(), "--name", "again")).isZero();

    assertThat(out.toString()).contains("name: again\n", "source: \"fitted to small.csv.gz\"");
    assertThat(err.toString()).contains("how well it fits", "Kolmogorov-Smirnov distance");
    Path profile = write("again.yaml", out.toString());
    assertThat(run("traffic", "describe", profile.toString(), "--horizon", "10m")).isZero();
  }

  @Test
  void whatWasNeverRecordedIsNotFitted() {
    assertThat(run("traffic", "fit", "steady")).isEqualTo(2);
    assertThat(err.toString()).contains("steady is no recorded trace. Maybe");
  }

  @Test
  void thePageOfChartsStandsAlone() throws IOException {
    Path page = folder.resolve("steady.html");

    assertThat(run("traffic", "describe", "steady", "--horizon", "1h", "--chart", page.toString()))
        .isZero();
    assertThat(Files.readString(page))
        .contains("<title>steady</title>", "echarts.init")
        .doesNotContain("src=\"http", "href=\"http");
  }

  @Test
  void whatDoesNotExistIsToldWithWhatDoes() {
    assertThat(run("traffic", "describe", "chat-wekly")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "chat-wekly: 'chat-wekly' is not a traffic profile or a file. Maybe chat-weekly");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aMistakeInAProfileIsToldWithItsPlace() throws IOException {
    Path profile = write("wrong.yaml", "rate: 1/s\nprompt: 100\noutput: ten\n");

    assertThat(run("traffic", "describe", profile.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith(profile + ":3:9: output: ");
  }

  /** What is written as a trace reads back as the same traffic. */
  @ParameterizedTest
  @ValueSource(strings = {"azure", "mooncake", "burstgpt", "csv", "jsonl"})
  void aGeneratedTraceIsDescribedLikeItsProfile(String format) {
    String file =
        folder.resolve("steady." + (format.equals("azure") ? "csv.gz" : "trace")).toString();
    String[] generate = {
      "traffic", "generate", "steady", "--requests", "500", "--format", format, "--output", file
    };
    assertThat(run(generate)).as(err.toString()).isZero();
    assertThat(out.toString()).isEmpty();

    assertThat(run("traffic", "describe", file)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("  500 requests in ", "tokens        mean");
  }

  @Test
  void aFittedProfileCanBeDescribedAndItsFitIsTold() throws IOException {
    Path trace = folder.resolve("calm.csv");
    Path profile =
        write(
            "calm.yaml",
            "rate: 2/s\nprompt: {distribution: lognormal, p50: 90, sigma: 1}\noutput: 10\n");
    run(
        "traffic",
        "generate",
        profile.toString(),
        "--horizon",
        "30m",
        "--output",
        trace.toString());

    assertThat(run("traffic", "fit", trace.toString(), "--name", "calm-again")).isZero();
    assertThat(err.toString())
        .contains("how well it fits, in the mean of ", "idc 60s", "Kolmogorov-Smirnov distance");
    Path fitted = write("fitted.yaml", out.toString());
    assertThat(run("traffic", "describe", fitted.toString(), "--horizon", "10m")).isZero();
    assertThat(out.toString()).contains("name: calm-again", "\ncalm-again\n", "volume");
  }

  @Test
  void lengthsWithoutTimesAreDescribedAndFittedByThemselves() throws IOException {
    StringBuilder rows = new StringBuilder("num_prefill_tokens,num_decode_tokens\n");
    for (int i = 1; i <= 200; i++) {
      rows.append(i).append(',').append(2 * i).append('\n');
    }
    Path file = write("chats.csv", rows.toString());

    assertThat(run("traffic", "describe", file.toString())).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(
            "200 requests without times", "  prompt     100.5      100      180      198      200")
        .contains("rank correlation of prompt and output: 1.00");
    assertThat(run("traffic", "fit", file.toString())).isZero();
    assertThat(out.toString()).contains("the rate is a placeholder", "name: chats", "rate: 1/s");
    assertThat(err.toString()).startsWith("Kolmogorov-Smirnov distance: prompts 0.0");
  }

  /** Eight in flight, each answered after 2 s: four requests a second. */
  @Test
  void aClosedLoopNeedsATimeToAnswer() throws IOException {
    Path loop = write("loop.yaml", "closed_loop: {concurrency: 8}\nprompt: 100\noutput: 10\n");

    assertThat(run("traffic", "describe", loop.toString(), "--horizon", "1h")).isEqualTo(2);
    assertThat(err.toString()).contains("without think time", "Maybe --service 5s?");
    String[] answered = {
      "traffic", "describe", loop.toString(), "--horizon", "1h", "--service", "2s"
    };
    assertThat(run(answered)).isZero();
    assertThat(out.toString()).contains("  14,400 requests in 1h: 4.000/s");
  }

  @Test
  void onlyARecordedTraceIsFitted() {
    assertThat(run("traffic", "fit", "steady")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "steady is no recorded trace. Maybe crossover traffic describe?"
                + System.lineSeparator());
  }

  @Test
  void anUnknownFormatIsToldWithTheKnownOnes() {
    assertThat(run("traffic", "generate", "steady", "--format", "xml")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--format must be one of azure, mooncake, burstgpt, csv, jsonl, not 'xml'");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
