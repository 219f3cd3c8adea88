package dev.crossover.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.reference.BrokenLawException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyOptionTest {
  private static final String EXPERIMENT =
      """
      name: verified
      horizon: 40s
      warmup: 5s
      drain: 5s
      replications: 2
      traffic: {profile: bursty, rate: 2M/month}
      strategies:
        - name: api
          hosted: {model: openai/gpt-4o-mini}
        - name: fleet
          vllm:
            model: llama-3.1-8b
            instance: aws/g5.xlarge
            replicas: 1
            engine: {max_model_len: 8192, max_num_seqs: 4}
        - name: both
          hybrid:
            primary: fleet
            fallback: api
            route:
              - {when: queue_depth >= 1, to: fallback}
      """;

  @TempDir private static Path folder;
  private static Path file;
  private static String expected;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void runAsUsual() throws IOException {
    file = Files.writeString(folder.resolve("verified.yaml"), EXPERIMENT);
    expected = new VerifyOptionTest().results(folder.resolve("default"));
    assertThat(expected).contains("\"both\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "step", "shadow"})
  void everyModeFindsTheSame(String mode) throws IOException {
    assertThat(results(folder.resolve(mode), "--verify", mode)).isEqualTo(expected);
  }

  @Test
  void leapingOrNotTheResultsAreTheSame() throws IOException {
    assertThat(results(folder.resolve("end"), "--verify", "end", "--no-leap")).isEqualTo(expected);
  }

  @Test
  void anUnknownModeIsTheUsersMistake() {
    assertThat(run(List.of("run", file.toString(), "--verify", "shade"))).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo("--verify must be none, end, step or shadow, not 'shade'");
  }

  @Test
  void aBrokenLawIsOurFaultAndToldWithItsPlaceAndNumbers() {
    BrokenLawException fault = new BrokenLawException("7 arrived, 6 ended");
    PrintWriter errors = new PrintWriter(err, true);
    assertThat(Faults.report(new BrokenLawException("point 1, strategy both", fault), errors))
        .isEqualTo(3);
    assertThat(err.toString())
        .contains("point 1, strategy both: 7 arrived, 6 ended", "a fault of Crossover");
  }

  private String results(Path output, String... options) throws IOException {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("run", file.toString(), "--out", output.toString(), "--quiet"));
    args.addAll(List.of(options));
    assertThat(run(args)).as(err.toString()).isZero();
    return Files.readString(output.resolve("results.json"));
  }

  private int run(List<String> args) {
    return Main.run(
        new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(new String[0]));
  }
}
