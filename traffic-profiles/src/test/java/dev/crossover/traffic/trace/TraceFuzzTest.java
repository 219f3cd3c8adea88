package dev.crossover.traffic.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.crossover.engine.kernel.RandomStream;
import dev.crossover.engine.kernel.RandomStreams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files with a few bytes changed, cut or doubled: each is replayed, or refused by a message that
 * names it. {@code -Dcrossover.fuzz-seed} repeats a run.
 */
class TraceFuzzTest {
  private static final long SEED = Long.getLong("crossover.fuzz-seed", 20_261_121L);

  /** Bytes that mean something to a reader. */
  private static final String TELLING = "0123456789,.:-+eE\"{}[]\\/ \t\r\nTZx\u0000\uFEFF\u00e9";

  private static final int MOST_CHANGES = 4;

  @TempDir Path folder;

  /** A sound file of each reader. */
  enum Sound {
    AZURE(
        "t.csv",
        "TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:15:46.6805900,374,44\r\n"
            + "2023-11-16 18:15:50.9951690+00:00,396,109"),
    MOONCAKE(
        "t.jsonl",
        "{\"timestamp\": 0, \"input_length\": 600, \"output_length\": 52, \"hash_ids\": [46, 47]}\n"
            + "{\"timestamp\": 3000, \"input_length\": 3, \"output_length\": 5, \"hash_ids\": [1]}\n"),
    BAILIAN(
        "t.jsonl",
        "{\"chat_id\": 1, \"parent_chat_id\": -1, \"timestamp\": 1.5, \"input_length\": 20,"
            + " \"output_length\": 2, \"type\": \"text\", \"turn\": 1, \"hash_ids\": [1, 2]}\n"
            + "{\"chat_id\": 2, \"parent_chat_id\": 1, \"timestamp\": 2e0, \"input_length\": 5,"
            + " \"output_length\": 2, \"type\": \"text\", \"turn\": 2, \"hash_ids\": [1]}\n"),
    BURSTGPT(
        "t.csv",
        "Timestamp,Session ID,Model,Request tokens,Response tokens,Total tokens,Log Type\n"
            + "5,a,ChatGPT,472,18,490,\"Conversation log\"\n45.5,a,GPT-4,1087,0,1087,API log\n"),
    VLLM_BENCH(
        "t.json",
        "{\"num_prompts\": 2, \"input_lens\": [10, 20], \"output_lens\": [1, 0],\n"
            + " \"start_times\": [100.5, 100.25], \"errors\": [\"\", \"x\"], \"itls\": [[], [1]]}"),
    CSV(
        "t.csv",
        "arrival,prompt,output,class,prefix,prefix_tokens,model,session\n"
            + "0.5,10,2,gold,p,5,m,1\n1.5e0,\"10\",2,,,,,\n"),
    JSONL(
        "t.jsonl",
        "{\"arrival\": 0.5, \"prompt\": 10, \"output\": 2, \"class\": \"gold\","
            + " \"prefix\": \"p\", \"prefix_tokens\": 5, \"session\": 7}\n"),
    SERVEGEN("chunk-0-trace.csv", "0,0.01,1,Gamma,0.5,2\n600,0.02,1,Weibull,2,1\n1200,0,0,,0,0\n");

    private final String file;
    private final String text;

    Sound(String file, String text) {
      this.file = file;
      this.text = text;
    }
  }

  @ParameterizedTest
  @EnumSource
  void changedFilesAreReplayedOrRefused(Sound sound) throws IOException {
    fuzz(sound, 200);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void manyChangedFilesAreReplayedOrRefused(Sound sound) throws IOException {
    fuzz(sound, 10_000);
  }

  private void fuzz(Sound sound, int cases) throws IOException {
    Files.writeString(
        folder.resolve("chunk-0-dataset.json"),
        "{\"0\": {\"input_tokens\": \"{10: 1.0}\", \"output_tokens\": \"{7: 1.0}\"}}");
    RandomStream draws = new RandomStreams(SEED, 0).stream(sound.name());
    int refused = 0;
    for (int i = 0; i < cases; i++) {
      byte[] changed = changed(sound.text, draws.sub(i));
      Files.write(folder.resolve(sound.file), changed);
      refused += isRefused(sound, i % 4, changed) ? 1 : 0;
    }
    assertThat(refused).as("refused of " + cases + ", seed " + SEED).isBetween(cases / 20, cases);
  }

  private boolean isRefused(Sound sound, int variant, byte[] changed) {
    String options =
        switch (variant) {
          case 0 -> "";
          case 1 -> ", on_bad_row: skip";
          case 2 -> ", format: " + TraceFormat.valueOf(sound.name()).key();
          default -> ", repeat: until-end, rate_scale: 2, window: {to: 1h}";
        };
    Path file = folder.resolve(sound.file);
    try {
      replay("file: " + sound.file + options);
      return false;
    } catch (BadTraceException e) {
      assertThat(e)
          .as(() -> described(sound, options, changed))
          .hasMessageStartingWith(file.toString())
          .hasMessageContaining("Maybe");
      return true;
    } catch (RuntimeException e) {
      return fail(described(sound, options, changed), e);
    }
  }

  private void replay(String replay) {
    Trace trace = new Replayed(folder).trace(replay);
    RandomStreams streams = new RandomStreams(1, 0);
    long end = 2 * 3_600_000_000_000L;
    TraceSummary summary = trace.summary(streams, 0, end, end, 0);
    List<String> classes = new ArrayList<>(summary.classNames());
    classes.add("default");
    long count = 0;
    try (ReplayStream stream = trace.open(streams, classes, 0, end)) {
      dev.crossover.engine.request.Arrival arrival = new dev.crossover.engine.request.Arrival();
      while (stream.next(arrival)) {
        assertThat(arrival.promptTokens).isPositive();
        assertThat(arrival.outputTokens).isPositive();
        assertThat(arrival.content.tokens()).isLessThanOrEqualTo(arrival.promptTokens);
        count++;
      }
    }
    assertThat(count).isEqualTo(summary.arrivals());
  }

  private static byte[] changed(String text, RandomStream draws) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int changes = 1 + (int) (draws.uniform(0) * MOST_CHANGES);
    for (int i = 1; i <= changes && bytes.length > 0; i++) {
      int at = (int) (draws.uniform(4L * i) * bytes.length);
      int length = (int) (draws.uniform(4L * i + 1) * draws.uniform(-4L * i) * 12);
      byte[] with = with(draws, 4L * i + 2, bytes, at);
      int end = Math.min(bytes.length, at + length);
      byte[] next = new byte[bytes.length - (end - at) + with.length];
      System.arraycopy(bytes, 0, next, 0, at);
      System.arraycopy(with, 0, next, at, with.length);
      System.arraycopy(bytes, end, next, at + with.length, bytes.length - end);
      bytes = next;
    }
    return bytes;
  }

  /** What takes the place of some bytes: nothing, a telling one, any one, or a part of the file. */
  private static byte[] with(RandomStream draws, long index, byte[] bytes, int at) {
    double kind = draws.uniform(index);
    int any = (int) (draws.uniform(index + 1) * 256);
    if (kind < 0.2) {
      return new byte[0];
    }
    if (kind < 0.7) {
      return String.valueOf(TELLING.charAt(any % TELLING.length()))
          .getBytes(StandardCharsets.UTF_8);
    }
    if (kind < 0.85) {
      return new byte[] {(byte) any};
    }
    int end = Math.min(bytes.length, at + any);
    byte[] part = new byte[end - at];
    System.arraycopy(bytes, at, part, 0, part.length);
    return part;
  }

  private static String described(Sound sound, String options, byte[] changed) {
    return "seed "
        + SEED
        + ", "
        + sound
        + options
        + ":\n"
        + new String(changed, StandardCharsets.UTF_8);
  }
}
