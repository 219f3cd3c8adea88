package dev.crossover.traffic.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import dev.crossover.engine.serving.TokenContent;
import dev.crossover.traffic.trace.Replayed.Recorded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceWriterTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00.000000100Z");
  private static final List<String> CLASSES = List.of("chat, fast", "\"code\"");

  @TempDir Path folder;

  /** Requests of two classes, every third with one of two prefixes. */
  private static List<Arrival> requests(int count, long seed) {
    RandomStream draws = new RandomStreams(seed, 0).stream("requests");
    List<Arrival> requests = new ArrayList<>();
    long nanos = 0;
    for (int i = 0; i < count; i++) {
      Arrival arrival = new Arrival();
      arrival.id = i;
      arrival.nanos = nanos;
      arrival.classIndex = i == 0 ? 0 : (int) (draws.uniform(10L * i + 1) * 2);
      arrival.promptTokens = 600 + (int) (draws.uniform(10L * i + 2) * 3_000);
      arrival.outputTokens = 1 + (int) (draws.uniform(10L * i + 3) * 500);
      arrival.model = i % 5 == 0 ? "vendor/model" : null;
      if (i % 3 == 0) {
        arrival.content = TokenContent.of(40 + i % 2, 100 + 500 * (i % 2));
      }
      requests.add(arrival);
      nanos += (long) (draws.exponential(10L * i) * 1e9);
    }
    return requests;
  }

  private Path write(WritableFormat format, String name, List<Arrival> requests)
      throws IOException {
    Path file = folder.resolve(name);
    try (TraceWriter writer = format.open(file, START, CLASSES)) {
      for (Arrival arrival : requests) {
        writer.write(arrival);
      }
    }
    return file;
  }

  private List<Recorded> read(String name) {
    return Replayed.read(
        new Replayed(folder).trace("file: " + name), Replayed.DAY, new RandomStreams(1, 0));
  }

  /** In every format, compressed or not, under the format's name or recognised. */
  @ParameterizedTest
  @EnumSource
  void aWrittenTraceReadsBackAsTheSameRequests(WritableFormat format) throws IOException {
    long seed = 20_260_105L + format.ordinal();
    List<Arrival> written = requests(200, seed);
    Path plain = write(format, "t", written);
    Path packed = write(format, "t.gz", written);
    assertThat(Files.size(packed)).isLessThan(Files.size(plain));
    List<Recorded> read = read("t");
    assertThat(read("t.gz")).hasToString(read.toString());
    assertThat(TraceFormat.valueOf(format.name()).beginsWith(FirstLine.of(plain)))
        .as("first line of " + format)
        .isTrue();
    assertThat(read).hasSize(written.size());
    for (int i = 0; i < read.size(); i++) {
      same(format, written.get(i), read.get(i), "seed " + seed + ", request " + i);
    }
  }

  private static void same(WritableFormat format, Arrival written, Recorded read, String which) {
    long tick = format == WritableFormat.MOONCAKE ? 1_000_000L : 1;
    assertThat(read.nanos()).as(which).isEqualTo(written.nanos / tick * tick);
    assertThat(read.prompt()).as(which).isEqualTo(written.promptTokens);
    assertThat(read.output()).as(which).isEqualTo(written.outputTokens);
    if (format == WritableFormat.CSV || format == WritableFormat.JSONL) {
      assertThat(read.className()).as(which).isEqualTo(CLASSES.get(written.classIndex));
      assertThat(read.content().toString()).as(which).isEqualTo(written.content.toString());
    }
  }

  @Test
  void linesAreThoseOfTheFormats() throws IOException {
    Arrival arrival = new Arrival();
    arrival.nanos = 1_500_000_000L;
    arrival.promptTokens = 1_030;
    arrival.outputTokens = 4;
    arrival.model = "m";
    assertThat(Files.readString(write(WritableFormat.AZURE, "a", List.of(arrival))))
        .isEqualTo("TIMESTAMP,ContextTokens,GeneratedTokens\n2026-01-05 00:00:01.5000001,1030,4\n");
    assertThat(Files.readString(write(WritableFormat.BURSTGPT, "b", List.of(arrival))))
        .endsWith("Log Type\n1.5,m,1030,4,1034,API log\n");
    assertThat(Files.readString(write(WritableFormat.MOONCAKE, "m", List.of(arrival))))
        .isEqualTo(
            "{\"timestamp\": 1500, \"input_length\": 1030, \"output_length\": 4,"
                + " \"hash_ids\": [0, 1, 2]}\n");
    assertThat(Files.readString(write(WritableFormat.CSV, "c", List.of(arrival))))
        .endsWith("model\n1.5,1030,4,\"chat, fast\",,,m\n");
    assertThat(Files.readString(write(WritableFormat.JSONL, "j", List.of(arrival))))
        .isEqualTo(
            "{\"arrival\": 1.5, \"prompt\": 1030, \"output\": 4, \"class\": \"chat, fast\","
                + " \"model\": \"m\"}\n");
  }

  /**
   * Prompts as intervals: A is 1,024 tokens of stream 7 and 100 of stream 8; B is A but put
   * together otherwise; C has another end; D another beginning, so that even its second block is
   * another; E ends in 60 tokens of its own.
   */
  @Test
  void promptsHaveEqualHashesAsFarAsTheyAreEqual() throws IOException {
    List<Arrival> requests =
        List.of(
            prompt(1_124, new long[][] {{7, 0, 1_024}, {8, 0, 100}}),
            prompt(1_124, new long[][] {{7, 0, 300}, {7, 300, 724}, {8, 0, 40}, {8, 40, 60}}),
            prompt(1_124, new long[][] {{7, 0, 1_024}, {9, 0, 100}}),
            prompt(1_124, new long[][] {{6, 0, 512}, {7, 512, 512}, {8, 0, 100}}),
            prompt(1_124, new long[][] {{7, 0, 1_024}, {8, 0, 40}}));
    write(WritableFormat.MOONCAKE, "m", requests);
    Map<Long, String> names = new HashMap<>();
    List<String> prompts = new ArrayList<>();
    for (Recorded read : read("m")) {
      StringBuilder prompt = new StringBuilder();
      for (int block = 0; block < 3; block++) {
        long hash = read.content().stream(block);
        prompt.append(names.computeIfAbsent(hash, h -> "" + (char) ('a' + names.size())));
      }
      prompts.add(prompt.toString());
    }
    assertThat(prompts).containsExactly("abc", "abc", "abd", "efg", "abh");
  }

  private static Arrival prompt(int tokens, long[][] intervals) {
    long[] streams = new long[intervals.length];
    int[] offsets = new int[intervals.length];
    int[] lengths = new int[intervals.length];
    for (int i = 0; i < intervals.length; i++) {
      streams[i] = intervals[i][0];
      offsets[i] = (int) intervals[i][1];
      lengths[i] = (int) intervals[i][2];
    }
    Arrival arrival = new Arrival();
    arrival.promptTokens = tokens;
    arrival.outputTokens = 1;
    arrival.content = TokenContent.of(streams, offsets, lengths);
    return arrival;
  }

  @Test
  void theSameRequestsAreTheSameBytes() throws IOException {
    byte[] once = Files.readAllBytes(write(WritableFormat.JSONL, "1.gz", requests(50, 3)));
    byte[] again = Files.readAllBytes(write(WritableFormat.JSONL, "2.gz", requests(50, 3)));
    assertThat(again).isEqualTo(once);
    assertThat(new String(once, StandardCharsets.ISO_8859_1)).startsWith("\u001f\u008b");
  }
}
