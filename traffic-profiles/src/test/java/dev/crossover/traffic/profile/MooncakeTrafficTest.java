package dev.crossover.traffic.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.serving.TokenContent;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.traffic.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MooncakeTrafficTest {
  private static final String FOUR_ROWS =
      """
      {"timestamp": 27482, "input_length": 1100, "output_length": 52, "hash_ids": [46, 47, 2353]}
      {"timestamp": 27482, "input_length": 1024, "output_length": 1, "hash_ids": [46, 47]}

      { "hash_ids":[9],"output_length":26 ,"input_length":3,"timestamp":30535, "model":{"a":[1]}}
      {"timestamp": 30535, "input_length": 700, "output_length": 2}
      """;

  @TempDir Path folder;

  /** Blocks of 512: 1,100 tokens are two whole blocks and 76 tokens of a third. */
  @Test
  void hashesBecomeTheContentOfPrompts() throws IOException {
    for (String format : new String[] {"", ", format: mooncake", ", format: auto"}) {
      assertThat(replay(FOUR_ROWS, "file: t.jsonl" + format))
          .containsExactly(
              "0 at 0: 1100 + 52 46:0+512 47:0+512 2353:0+76",
              "1 at 0: 1024 + 1 46:0+512 47:0+512",
              "2 at 3053000000: 3 + 26 9:0+3",
              "3 at 3053000000: 700 + 2");
    }
  }

  @Test
  void blocksOfAnotherSizeAreReadAsSuch() throws IOException {
    String row = "{\"timestamp\":0,\"input_length\":20,\"output_length\":1,\"hash_ids\":[5,6]}";
    assertThat(replay(row, "file: t.jsonl, block_size: 16"))
        .containsExactly("0 at 0: 20 + 1 5:0+16 6:0+4");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsDoNotMatter() throws IOException {
    String text = "\uFEFF" + FOUR_ROWS.replace("\n", "\r\n");
    assertThat(replay(text, "file: t.jsonl")).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "input_length": 1024          | "input_length": 1025     | 2 hash_ids for 1025 tokens, which are 3 blocks of 512
          "input_length": 1024          | "input_length": 0        | input_length is 0, not between 1
          "input_length": 1024          | "input_length": 10.5     | input_length '10.5' is not a whole number
          "input_length": 1024          | "input_length": "1024"   | input_length '1024' is not a whole number
          "input_length": 1024          | "input_tokens": 1024     | input_length is missing. Maybe the keys are not
          "input_length": 1024          | "input_length": 99999999999 | input_length is 99999999999
          "input_length": 1024          | "input_length": 99999999999999999999 | is not a whole number
          "output_length": 1            | "output_length": 0       | output_length is 0, not between 1
          "timestamp": 27482, "input_length": 1024 | "timestamp": 27481, "input_length": 1024 | the time goes back by 0.001 s
          "timestamp": 27482, "input_length": 1024 | "timestamp": -1, "input_length": 1024 | timestamp is -1
          [46, 47]                      | [46, -47]                | hash_ids holds -47
          [46, 47]                      | 46                       | hash_ids is not a list
          [46, 47]                      | ["46", 47]               | hash_ids '46' is not a whole number
          [46, 47]}                     | [46, 47                  | is not JSON
          [46, 47]}                     | [46, 47]} {}             | goes on after its object
          {"timestamp": 27482, "input_length": 1024, "output_length": 1, "hash_ids": [46, 47]} | [1, 2] | is not a JSON object
          """)
  void aBadRowIsRefusedWithItsLineOrSkippedAndCounted(String good, String bad, String message)
      throws IOException {
    assertThat(FOUR_ROWS).contains(good);
    String text = FOUR_ROWS.replace(good, bad);
    assertThatThrownBy(() -> replay(text, "file: t.jsonl"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(folder.resolve("t.jsonl") + ":2: ")
        .hasMessageContaining(message)
        .hasMessageContaining("Maybe");
    assertThat(replay(text, "file: t.jsonl, on_bad_row: skip")).hasSize(3);
  }

  @Test
  void aFileOfAnotherFormatIsRefused() {
    assertThatThrownBy(() -> replay(FOUR_ROWS, "file: t.jsonl, format: azure"))
        .hasMessageContaining("t.jsonl:1: the header '{\"timestamp\": 27482")
        .hasMessageContaining("belongs to no azure trace");
    assertThatThrownBy(() -> replay("{\"chat_id\": 1}", "file: t.jsonl"))
        .hasMessageContaining("t.jsonl:1: ")
        .hasMessageContaining("mooncake (JSON objects of timestamp, input_length");
    assertThatThrownBy(() -> replay("\n \n", "file: t.jsonl")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> replay(FOUR_ROWS, "file: t.jsonl, block_size: 0"))
        .hasMessageContaining("block_size (0) must be at least 1");
    assertThatThrownBy(() -> replay(FOUR_ROWS, "file: t.jsonl, format: azure, block_size: 16"))
        .hasMessageContaining("block_size has no effect");
  }

  /**
   * A cache that forgets nothing would find 37.4 % of the conversation trace's prompt tokens: of
   * each prompt, the blocks up to the first that no earlier prompt had at its place.
   */
  @Test
  void theConversationTraceSharesWhatItsAuthorsSay() {
    Path file = SharedFiles.require("data/traces/mooncake/conversation_trace.jsonl");
    ProfileSpec spec = ProfileYaml.bind("replay: {file: '" + file + "', format: mooncake}");
    TimeSpan horizon = TrafficProfile.naturalHorizon(spec, folder).orElseThrow();
    TrafficProfile traffic = TrafficProfile.of(spec, window(horizon), folder);
    ArrivalStream stream = traffic.open(new RandomStreams(1, 0));
    Arrival arrival = new Arrival();
    Set<Long> seen = new HashSet<>();
    long prompts = 0;
    long hits = 0;
    while (stream.next(arrival)) {
      assertThat(arrival.content.tokens()).isEqualTo(arrival.promptTokens);
      prompts += arrival.promptTokens;
      hits += seenBefore(arrival.content, seen);
    }
    assertThat(arrival.id + 1).isEqualTo(12_031);
    assertThat((double) prompts / 12_031).isCloseTo(12_035, within(1.0));
    assertThat((double) hits / prompts).isCloseTo(0.374, within(0.0005));
  }

  private static long seenBefore(TokenContent content, Set<Long> seen) {
    long hits = 0;
    boolean known = true;
    for (int i = 0; i < content.size(); i++) {
      known &= !seen.add(content.stream(i));
      hits += known ? content.length(i) : 0;
    }
    return hits;
  }

  private List<String> replay(String text, String replay) throws IOException {
    Files.writeString(folder.resolve("t.jsonl"), text);
    ProfileSpec spec = ProfileYaml.bind("replay: {" + replay + "}");
    TrafficProfile traffic = TrafficProfile.of(spec, window(TimeSpan.valueOf("10s")), folder);
    ArrivalStream stream = traffic.open(new RandomStreams(1, 0));
    Arrival arrival = new Arrival();
    List<String> rows = new ArrayList<>();
    while (stream.next(arrival)) {
      StringBuilder row = new StringBuilder();
      row.append(arrival.id).append(" at ").append(arrival.nanos).append(": ");
      row.append(arrival.promptTokens).append(" + ").append(arrival.outputTokens);
      TokenContent content = arrival.content;
      for (int i = 0; i < content.size(); i++) {
        row.append(' ').append(content.stream(i)).append(':').append(content.offset(i));
        row.append('+').append(content.length(i));
      }
      rows.add(row.toString());
    }
    return rows;
  }

  private static TrafficWindow window(TimeSpan horizon) {
    return new TrafficWindow(TimeSpan.valueOf("720h"), TimeSpan.ZERO, horizon, TimeSpan.ZERO);
  }
}
