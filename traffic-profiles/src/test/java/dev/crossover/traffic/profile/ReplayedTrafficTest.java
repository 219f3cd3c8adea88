package dev.crossover.traffic.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.SharedFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayedTrafficTest {
  private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens\r\n";
  private static final String FIVE_ROWS =
      HEADER
          + "2023-11-16 23:59:58.0000000,10,1\r\n"
          + "2023-11-16 23:59:58.0000000,20,2\r\n"
          + "2023-11-16 23:59:59.5000001,30,3\r\n"
          + "2023-11-17 00:00:01,40,4\r\n"
          + "2023-11-17 00:00:03.25,50,5";

  @TempDir Path folder;

  /** Counts, sums and times as awk gives them. */
  @ParameterizedTest
  @CsvSource({
    "conv, 19366, 3501721937000, 22361870, 4088665",
    "code, 8819, 3435948056000, 18059974, 245896",
  })
  void theAzureTracesAreReplayedToTheLastToken(
      String kind, long requests, long lastNanos, long promptTokens, long outputTokens) {
    Path file =
        SharedFiles.require("data/traces/azure2023/AzureLLMInferenceTrace_" + kind + ".csv");
    ProfileSpec spec = ProfileYaml.bind("replay: {file: '" + file + "'}");
    TimeSpan horizon = TrafficProfile.naturalHorizon(spec, folder).orElseThrow();
    assertThat(horizon.nanos()).isEqualTo(lastNanos + 1);
    TrafficProfile traffic = TrafficProfile.of(spec, window(horizon), folder);

    ArrivalStream stream = traffic.open(new RandomStreams(1, 0));
    Arrival arrival = new Arrival();
    long prompts = 0;
    long outputs = 0;
    long first = -1;
    while (stream.next(arrival)) {
      first = first < 0 ? arrival.nanos : first;
      prompts += arrival.promptTokens;
      outputs += arrival.outputTokens;
    }
    assertThat(first).isZero();
    assertThat(arrival.nanos).isEqualTo(lastNanos);
    assertThat(arrival.id).isEqualTo(requests - 1);
    assertThat(prompts).isEqualTo(promptTokens);
    assertThat(outputs).isEqualTo(outputTokens);
    assertThat(traffic.knownArrivals()).hasValue(requests);
    assertThat(traffic.describe().requests()).isEqualTo(requests);
    assertThat(traffic.describe().promptTokens() * requests).isCloseTo(promptTokens, within(1e-3));
  }

  @Test
  void rowsCrossMidnightWithAndWithoutDecimals() throws IOException {
    assertThat(replay(FIVE_ROWS, "file: t.csv", "10s"))
        .containsExactly(
            "0 at 0: 10 + 1",
            "1 at 0: 20 + 2",
            "2 at 1500000100: 30 + 3",
            "3 at 3000000000: 40 + 4",
            "4 at 5250000000: 50 + 5");
  }

  @Test
  void aWindowStartsItsOwnClock() throws IOException {
    assertThat(replay(FIVE_ROWS, "file: t.csv, window: {from: 1s, to: 5s}", "10s"))
        .containsExactly("0 at 500000100: 30 + 3", "1 at 2000000000: 40 + 4");
  }

  @Test
  void timeScaleStretchesTheGaps() throws IOException {
    assertThat(replay(FIVE_ROWS, "file: t.csv, window: {from: 1s}, time_scale: 0.5", "10s"))
        .containsExactly(
            "0 at 250000050: 30 + 3", "1 at 1000000000: 40 + 4", "2 at 2125000000: 50 + 5");
  }

  @Test
  void theHorizonCutsTheTrace() throws IOException {
    assertThat(replay(FIVE_ROWS, "file: t.csv, format: azure", "3s")).hasSize(3);
  }

  @Test
  void maxTokensCutsTheRecordedOutput() throws IOException {
    Files.writeString(folder.resolve("t.csv"), FIVE_ROWS);
    ProfileSpec spec = ProfileYaml.bind("max_tokens: 3\nreplay: {file: t.csv}");
    TrafficProfile traffic = TrafficProfile.of(spec, window(TimeSpan.valueOf("10s")), folder);
    assertThat(read(traffic)).last().isEqualTo("4 at 5250000000: 50 + 3");
    assertThat(traffic.describe().outputTokens()).isEqualTo((1 + 2 + 3 + 3 + 3) / 5.0);
  }

  /** Offsets from UTC as in the 2024 traces: the same instant, whatever the wall shows. */
  @Test
  void offsetsAreTakenIntoAccount() throws IOException {
    String text =
        HEADER
            + "2024-05-10 00:00:00.009930+00:00,1,1\n"
            + "2024-05-10 02:00:01+02:00,1,1\n"
            + "2024-05-09 19:30:02Z,1,1\n".replace("19:30:02Z", "19:30:02-04:30");
    assertThat(replay(text, "file: t.csv", "10s"))
        .containsExactly("0 at 0: 1 + 1", "1 at 990070000: 1 + 1", "2 at 1990070000: 1 + 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2023-11-16 23:59:59,30        | has 2 columns, not 3
          2023-11-16 23:59:59,30,1,1    | has 4 columns, not 3
          2023-11-16 23:59:59,,1        | ContextTokens '' is not a whole number
          2023-11-16 23:59:59,3e3,1     | ContextTokens '3e3' is not a whole number
          2023-11-16 23:59:59,5,99999999999 | GeneratedTokens '99999999999' is not a whole number
          2023-11-16 23:59:59,-5,1      | ContextTokens is -5
          2023-11-16 23:59:59,5,0       | GeneratedTokens is 0, but a request has at least 1 token
          2023-11-16 23:59:57,5,1       | the time goes back by 1.0 s
          2023-11-16,5,1                | TIMESTAMP '2023-11-16' is not a time
          2023-02-30 23:59:59,5,1       | TIMESTAMP '2023-02-30 23:59:59' is not a time
          2023-11-16 24:00:00,5,1       | is not a time
          2023-11-16 23:59:59.,5,1      | is not a time
          2023-11-16 23:59:59.1234567890,5,1 | is not a time
          2023-11-16 23:59:59 UTC,5,1   | is not a time
          9999-11-16 23:59:59,5,1       | is not a time
          16/11/2023 23:59:59.00,5,1    | is not a time
          1700179199,5,1                | is not a time
          """)
  void aBadRowIsRefusedWithItsLineOrSkippedAndCounted(String row, String message)
      throws IOException {
    String text = FIVE_ROWS.replace("2023-11-16 23:59:59.5000001,30,3", row);
    assertThatThrownBy(() -> replay(text, "file: t.csv", "10s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(folder.resolve("t.csv") + ":4: ")
        .hasMessageContaining(message)
        .hasMessageContaining("Maybe");

    assertThat(replay(text, "file: t.csv, on_bad_row: skip", "10s")).hasSize(4);
    ProfileSpec spec = ProfileYaml.bind("replay: {file: t.csv, on_bad_row: skip}");
    TrafficProfile traffic = TrafficProfile.of(spec, window(TimeSpan.valueOf("10s")), folder);
    assertThat(traffic.describe().skippedRows()).isEqualTo(1);
  }

  @Test
  void anUnknownHeaderNamesTheKnownOnes() {
    assertThatThrownBy(() -> replay("Timestamp,Model\n1,2\n", "file: t.csv", "10s"))
        .hasMessageStartingWith(folder.resolve("t.csv") + ":1: the header 'Timestamp,Model'")
        .hasMessageContaining("azure (TIMESTAMP,ContextTokens,GeneratedTokens)");
  }

  @Test
  void anUnclosedQuoteIsTheUsersMistake() {
    String text = FIVE_ROWS + "\r\n\"" + "x".repeat(9_000_000);
    assertThatThrownBy(() -> replay(text, "file: t.csv", "10s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("t.csv:7: ")
        .hasMessageContaining("Maybe a quote is not closed");
  }

  @Test
  void emptyFilesAndEmptyWindowsAreRefused() {
    assertThatThrownBy(() -> replay("", "file: t.csv", "1s")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> replay(HEADER, "file: t.csv", "1s"))
        .hasMessageContaining("holds no request in the window");
    assertThatThrownBy(() -> replay(FIVE_ROWS, "file: t.csv, window: {from: 1h}", "1s"))
        .hasMessageContaining("holds no request in the window");
  }

  @Test
  void aTraceOfMoreThanTwentyYearsIsRefused() {
    String text = FIVE_ROWS + "\r\n2043-12-01 00:00:00,1,1";
    assertThatThrownBy(() -> replay(text, "file: t.csv", "10s"))
        .hasMessageContaining("lasts longer than 20 years");
    assertThatThrownBy(() -> replay(FIVE_ROWS, "file: t.csv, time_scale: 1000000000", "10s"))
        .hasMessageContaining("time_scale (1.0E9) must lie between");
  }

  @Test
  void everyReaderReplaysFromTheBeginning() throws IOException {
    Files.writeString(folder.resolve("t.csv"), FIVE_ROWS);
    ProfileSpec spec = ProfileYaml.bind("replay: {file: t.csv}");
    TrafficProfile traffic = TrafficProfile.of(spec, window(TimeSpan.valueOf("10s")), folder);
    assertThat(read(traffic)).hasSize(5).isEqualTo(read(traffic));
    assertThat(traffic.describe().peakHour().perSecond()).isEqualTo(0.5);
  }

  @Test
  void aMissingFileNamesThePathTried() {
    ProfileSpec spec = ProfileYaml.bind("replay: {file: traces/none.csv}");
    assertThatThrownBy(() -> TrafficProfile.of(spec, window(TimeSpan.valueOf("1d")), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(folder.resolve("traces/none.csv") + ": no such file")
        .hasMessageContaining("Maybe");
  }

  /** The live heap in the middle of a million rows is what it was near their beginning. */
  @Tag("long")
  @Test
  void aMillionRowsAreReplayedInFlatMemory() throws IOException {
    int rows = 1_000_000;
    writeRows(rows);
    ProfileSpec spec = ProfileYaml.bind("replay: {file: t.csv}");
    TrafficProfile traffic = TrafficProfile.of(spec, window(TimeSpan.valueOf("30d")), folder);
    ArrivalStream stream = traffic.open(new RandomStreams(1, 0));
    Arrival arrival = new Arrival();
    long early = 0;
    long late = 0;
    while (stream.next(arrival)) {
      if (arrival.id == 1_000) {
        early = liveBytes();
      } else if (arrival.id == 900_000) {
        late = liveBytes();
      }
    }
    assertThat(arrival.id).isEqualTo(rows - 1);
    assertThat(late - early).isLessThan(1_000_000);
  }

  private void writeRows(int rows) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(folder.resolve("t.csv"))) {
      writer.write(HEADER);
      for (int row = 0; row < rows; row++) {
        int second = row / 20;
        writer.write(
            String.format(
                Locale.ROOT,
                "2023-11-16 %02d:%02d:%02d.%02d00000,%d,%d\r\n",
                second / 3600,
                second / 60 % 60,
                second % 60,
                row % 20 * 5,
                100 + row % 900,
                1 + row % 300));
      }
    }
  }

  private static long liveBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private List<String> replay(String text, String replay, String horizon) throws IOException {
    Files.writeString(folder.resolve("t.csv"), text);
    ProfileSpec spec = ProfileYaml.bind("replay: {" + replay + "}");
    return read(TrafficProfile.of(spec, window(TimeSpan.valueOf(horizon)), folder));
  }

  private static List<String> read(TrafficProfile traffic) {
    ArrivalStream stream = traffic.open(new RandomStreams(1, 0));
    Arrival arrival = new Arrival();
    List<String> rows = new ArrayList<>();
    while (stream.next(arrival)) {
      rows.add(
          arrival.id
              + " at "
              + arrival.nanos
              + ": "
              + arrival.promptTokens
              + " + "
              + arrival.outputTokens);
    }
    assertThat(stream.next(arrival)).isFalse();
    return rows;
  }

  private static TrafficWindow window(TimeSpan horizon) {
    return new TrafficWindow(TimeSpan.valueOf("720h"), TimeSpan.ZERO, horizon, TimeSpan.ZERO);
  }
}
