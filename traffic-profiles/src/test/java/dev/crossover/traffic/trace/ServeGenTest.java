package dev.crossover.traffic.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.traffic.SharedFiles;
import dev.crossover.traffic.trace.Replayed.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeGenTest {
  private static final String LENGTHS =
      """
      {"0": {"input_tokens": "{}", "output_tokens": "{}", "reason_ratio": "{}"},
       "21600": {"input_tokens": "{10: 0.25, 20: 0.75}", "output_tokens": "{0: 0.5, 7: 0.5}",
                 "reason_ratio": "{0.0: 0.5, 0.5: 0.5}"}}
      """;

  @TempDir Path folder;
  private Replayed replayed = new Replayed(Path.of("."));

  @BeforeEach
  void begin() throws IOException {
    replayed = new Replayed(folder);
    replayed.file("chunk-0-dataset.json", LENGTHS);
  }

  /** The first window asks nothing, the second 2/s, the third is a law unknown: 1/s. */
  @Test
  void windowsAskAtTheirRates() throws IOException {
    replayed.file(
        "chunk-0-trace.csv",
        "0,0,0,,0,0\r\n600,2,0.7,Gamma,2,0.25\r\n1200,1,,,0,0\r\n1800,0,0,,0,0");
    double second = 0;
    double third = 0;
    int seeds = 40;
    for (int seed = 0; seed < seeds; seed++) {
      List<Recorded> requests =
          Replayed.read(
              replayed.trace("file: chunk-0-trace.csv"), Replayed.DAY, new RandomStreams(seed, 0));
      assertThat(requests).allMatch(request -> request.nanos() >= 600_000_000_000L);
      long early = requests.stream().filter(one -> one.nanos() < 1_200_000_000_000L).count();
      second += early;
      third += requests.size() - early;
      assertThat(requests).allMatch(one -> one.prompt() == 10 || one.prompt() == 20);
      assertThat(requests).allMatch(one -> one.output() == 1 || one.output() == 7);
    }
    // Renewal counts of variance cv^2 n: cv^2 1/2 and 1; four standard errors.
    assertThat(second / seeds).isCloseTo(1_200, within(4 * Math.sqrt(600.0 / seeds)));
    assertThat(third / seeds).isCloseTo(600, within(4 * Math.sqrt(600.0 / seeds)));
  }

  /**
   * From an instant like any other, gaps of any law give rate times length: no start is favoured.
   */
  @ParameterizedTest
  @CsvSource({"Gamma, 0.05", "Gamma, 3", "Weibull, 0.5", "Weibull, 2"})
  void everyLawKeepsItsRate(String law, double shape) throws IOException {
    replayed.file("chunk-0-trace.csv", "0,1,1," + law + "," + shape + ",1");
    double sum = 0;
    double squares = 0;
    int seeds = 150;
    for (int seed = 0; seed < seeds; seed++) {
      Trace trace = replayed.trace("file: chunk-0-trace.csv, format: servegen");
      double count = Replayed.read(trace, Replayed.DAY, new RandomStreams(seed, 0)).size();
      sum += count;
      squares += count * count;
    }
    double mean = sum / seeds;
    double error = Math.sqrt((squares / seeds - mean * mean) / seeds);
    assertThat(mean).as("law %s, shape %s", law, shape).isCloseTo(600, within(4 * error));
    assertThat(error).isLessThan(13);
  }

  @Test
  void gapsHaveMeanOneAndTheShapesSpread() {
    RandomStream draws = new RandomStreams(5, 0).stream("gaps");
    int count = 200_000;
    for (ServeGenWindow.Law law : ServeGenWindow.Law.values()) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < count; i++) {
        double gap = law.gap(draws, i, 0.5);
        sum += gap;
        squares += gap * gap;
      }
      // Squared cv: gamma 1/k = 2, Weibull G(5)/G(3)^2 - 1 = 5, exponential 1.
      double square =
          law == ServeGenWindow.Law.GAMMA ? 2 : law == ServeGenWindow.Law.WEIBULL ? 5 : 1;
      assertThat(sum / count).as(law.name()).isCloseTo(1, within(4 * Math.sqrt(square / count)));
      assertThat(squares / count - 1).as(law.name()).isCloseTo(square, within(0.1 * square));
    }
  }

  @Test
  void replicationsDifferAndStrategiesDoNot() throws IOException {
    replayed.file("chunk-0-trace.csv", "0,1,1,Gamma,0.5,2");
    List<String> first = replayed.requests("file: chunk-0-trace.csv");
    assertThat(replayed.requests("file: chunk-0-trace.csv")).isEqualTo(first);
    assertThat(replayed.requests("file: chunk-0-trace.csv", Replayed.DAY, new RandomStreams(1, 1)))
        .isNotEqualTo(first);
    assertThat(replayed.trace("file: chunk-0-trace.csv").isDrawn()).isTrue();
    assertThat(
            replayed.requests("file: chunk-0-trace.csv, repeat: until-end", 2 * 600_000_000_000L))
        .hasSize(2 * first.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          600,1,1,Gamma,1       | has 5 columns, not start,rate,cv,law,shape,scale
          600,-1,1,Gamma,1,1    | rate '-1' is not a number between 0.0 and 1000000.0
          600,1,1,Pareto,1,1    | law 'Pareto' is none of Gamma, Weibull or empty
          600,1,1,Gamma,0,1     | shape '0' is not a number between 0.01
          600,NaN,1,Gamma,1,1   | rate 'NaN' is not a number
          300,1,1,Gamma,1,1     | starts before the window above it ends
          """)
  void aBadWindowIsRefusedWithItsLineOrSkipped(String line, String message) throws IOException {
    replayed.file("chunk-0-trace.csv", "0,1,1,Gamma,1,1\n" + line + "\n1200,0,0,,0,0\n");
    assertThatThrownBy(() -> replayed.requests("file: chunk-0-trace.csv"))
        .isInstanceOf(BadTraceException.class)
        .hasMessageContaining("chunk-0-trace.csv:2: " + message);
    assertThat(replayed.requests("file: chunk-0-trace.csv, on_bad_row: skip")).isNotEmpty();
  }

  @Test
  void lengthsMustBeThereAndWhole() throws IOException {
    replayed.file("chunk-1-trace.csv", "0,1,1,Gamma,1,1");
    assertThatThrownBy(() -> replayed.requests("file: chunk-1-trace.csv"))
        .isInstanceOf(BadTraceException.class)
        .hasMessageContaining("has no lengths beside it");
    for (String[] wrong :
        new String[][] {
          {"{10: 0.25, 20: 0.75}", "{10: 0.25, 20", "is not a dictionary like {35: 0.25"},
          {"{10: 0.25, 20: 0.75}", "{10: 2}", "is not a number between 0.0 and 1.0"},
          {"{10: 0.25, 20: 0.75}", "{20: 0.5, 10: 0.5}", "is not in ascending order"},
          {"{10: 0.25, 20: 0.75}", "{10: 0.0}", "has no probability"},
          {"{10: 0.25, 20: 0.75}", "{}", "holds no lengths"},
          {"\"0\":", "\"x\":", "start 'x' is not a time"},
        }) {
      replayed.file("chunk-1-dataset.json", LENGTHS.replace(wrong[0], wrong[1]));
      assertThatThrownBy(() -> replayed.requests("file: chunk-1-trace.csv"))
          .isInstanceOf(BadTraceException.class)
          .hasMessageContaining("chunk-1-dataset.json: ")
          .hasMessageContaining(wrong[2]);
    }
  }

  /** A folder is a pool; what else lies in it is not read. */
  @Test
  void aFolderHoldsOneClientForEachPairOfFiles() throws IOException {
    replayed.file("chunk-0-trace.csv", "0,1,1,Gamma,1,1");
    replayed.file("notes.txt", "nothing");
    List<String> alone = replayed.requests("file: .");
    replayed.file("chunk-1-trace.csv", "0,1,1,Gamma,1,1");
    replayed.file("chunk-1-dataset.json", LENGTHS);
    List<String> both = replayed.requests("file: .");
    assertThat(both).containsAll(alone).hasSizeGreaterThan(alone.size() + 400);
    assertThat(Trace.files(ReplayYaml.bind("file: ."), folder))
        .extracting(file -> folder.relativize(file).toString())
        .containsExactly(
            "chunk-0-dataset.json",
            "chunk-0-trace.csv",
            "chunk-1-dataset.json",
            "chunk-1-trace.csv");
    assertThat(Trace.files(ReplayYaml.bind("file: chunk-0-trace.csv"), folder)).hasSize(2);
  }

  /**
   * The pool of 73 clients: its rates times 600 s are what awk adds up, and the mean lengths those
   * of its tables weighted by the rates of their hours.
   */
  @Tag("long")
  @Test
  void theReasoningPoolAsksAsOftenAsItsRatesSay() {
    Path traces = SharedFiles.require("data/traces/servegen/reason_deepseek-r1_trace.tar.gz");
    Trace trace = replayed.trace("file: '" + traces + "'");
    TraceSummary summary = trace.summary(0, Replayed.DAY, Replayed.DAY, 0);
    assertThat((double) summary.measured())
        .isCloseTo(RATES_TIMES_600, within(0.01 * RATES_TIMES_600));
    assertThat((double) summary.promptTokens() / summary.measured()).isCloseTo(1_268, within(13.0));
    assertThat((double) summary.outputTokens() / summary.measured()).isCloseTo(1_527, within(15.0));
  }

  /** {@code awk -F, '{s += $2} END {print 600 * s}' *-trace.csv}. */
  private static final double RATES_TIMES_600 = 1_383_669;
}
