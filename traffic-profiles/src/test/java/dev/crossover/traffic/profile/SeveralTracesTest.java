package dev.crossover.traffic.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.request.ArrivalStream;
import dev.crossover.engine.serving.TokenContent;
import dev.crossover.engine.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces number the blocks of their prompts from 0: equal numbers of two files are not equal. */
class SeveralTracesTest {
  private static final String GENERATED =
      "  - {name: made, rate: 3k/day, prompt: 40, output: 9, prefix: {tokens: 64, groups: 3},"
          + " session: {turns: 2, think_time: 1s}}\n";

  @TempDir Path folder;

  @BeforeEach
  void writeTraces() throws IOException {
    String rows =
        "{\"timestamp\": 0, \"input_length\": 600, \"output_length\": 5, \"hash_ids\": [0, 7],"
            + " \"kind\": \"a\"}\n"
            + "{\"timestamp\": 1000, \"input_length\": 700, \"output_length\": 5, \"hash_ids\":"
            + " [0, 9007199254740993], \"kind\": \"b\"}\n";
    Files.writeString(folder.resolve("one.jsonl"), rows);
    Files.writeString(folder.resolve("two.jsonl"), rows);
  }

  @Test
  void theSameHashOfTwoTracesIsNotTheSameBlock() {
    List<TokenContent> contents =
        contents(
            "classes:\n"
                + GENERATED
                + "  - {name: one, replay: {file: one.jsonl}}\n"
                + "  - {name: two, replay: {file: two.jsonl}}\n",
            1,
            2);
    assertThat(contents).hasSize(4);
    assertThat(contents.get(0)).hasToString("[0, 7][0, 0][512, 88]");
    TokenContent first = contents.get(2);
    TokenContent second = contents.get(3);
    assertThat(first.stream(0)).as("shared as recorded").isEqualTo(second.stream(0));
    assertThat(List.of(first.stream(1), second.stream(1), first.stream(0))).doesNotHaveDuplicates();
    assertThat(first.length(1)).isEqualTo(88);
    List<Long> others = new ArrayList<>();
    contents("classes:\n" + GENERATED + "  - {name: one, replay: {file: one.jsonl}}\n", 0, 1)
        .forEach(content -> addStreams(content, others));
    assertThat(others)
        .hasSizeGreaterThan(1_000)
        .doesNotContain(first.stream(0), first.stream(1), second.stream(1));
  }

  @Test
  void partsOfOneTraceShareItsBlocks() {
    String parts =
        "classes:\n"
            + "  - {name: other, replay: {file: two.jsonl}}\n"
            + "  - {name: a, replay: {file: one.jsonl, filter: {kind: a}}}\n"
            + "  - {name: b, replay: {file: ./one.jsonl, filter: {kind: b}}}\n";
    List<TokenContent> contents = contents(parts, 1, 2);
    assertThat(contents).hasSize(2);
    assertThat(contents.get(0).stream(0)).isEqualTo(contents.get(1).stream(0));
    assertThat(contents.get(0).stream(0)).isNotEqualTo(contents(parts, 0, 0).get(0).stream(0));
  }

  /** Contents of the classes of an index from {@code first} to {@code last}, by class and time. */
  private List<TokenContent> contents(String yaml, int first, int last) {
    TrafficWindow window =
        new TrafficWindow(
            TimeSpan.valueOf("720h"), TimeSpan.ZERO, TimeSpan.valueOf("1d"), TimeSpan.ZERO);
    List<TokenContent> contents = new ArrayList<>();
    for (int index = first; index <= last; index++) {
      Arrival arrival = new Arrival();
      try (ArrivalStream stream =
          TrafficProfile.of(ProfileYaml.bind(yaml), window, folder).open(new RandomStreams(1, 0))) {
        while (stream.next(arrival)) {
          if (arrival.classIndex == index) {
            contents.add(arrival.content);
          }
        }
      }
    }
    return contents;
  }

  private static void addStreams(TokenContent content, List<Long> streams) {
    for (int i = 0; i < content.size(); i++) {
      streams.add(content.stream(i));
    }
  }
}
