package dev.crossover.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
