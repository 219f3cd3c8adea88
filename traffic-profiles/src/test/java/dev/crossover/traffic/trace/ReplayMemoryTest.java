package dev.crossover.traffic.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.request.Arrival;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live heap late in a trace is what it was near its beginning, whatever the options. */
@Tag("long")
class ReplayMemoryTest {
  private static final int ROWS = 1_000_000;
  private static final long ALL = Long.MAX_VALUE;

  @TempDir Path folder;

  @Test
  void aMillionCompressedRowsLaidOverThemselvesAndJitteredAreReplayedInFlatMemory()
      throws IOException {
    Path file = folder.resolve("t.csv.gz");
    try (Writer out = writer(file)) {
      out.write("arrival,prompt,output,session\n");
      for (int row = 0; row < ROWS; row++) {
        out.write(row / 20 + "," + (100 + row % 900) + "," + (1 + row % 300) + "," + row + "\n");
      }
    }
    assertFlat("file: t.csv.gz, rate_scale: 1.5, jitter: 3s", 3 * ROWS / 2);
  }

  @Test
  void aMillionChatTurnsAreReplayedInFlatMemory() throws IOException {
    Path file = folder.resolve("t.jsonl.gz");
    try (Writer out = writer(file)) {
      for (int row = 0; row < ROWS; row++) {
        int parent = row % 5 == 0 ? -1 : row - 1;
        out.write(
            "{\"chat_id\": "
                + row
                + ", \"parent_chat_id\": "
                + parent
                + ", \"timestamp\": "
                + row / 20
                + ", \"input_length\": 40, \"output_length\": 2, \"hash_ids\": ["
                + row
                + ", 2, 3]}\n");
      }
    }
    assertFlat("file: t.jsonl.gz", ROWS);
  }

  private static Writer writer(Path file) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
  }

  /** The chats that are remembered are all there after a fifth of the rows. */
  private void assertFlat(String replay, int rows) {
    Arrival arrival = new Arrival();
    long early = 0;
    long late = 0;
    try (ReplayStream stream =
        new Replayed(folder)
            .trace(replay)
            .open(new RandomStreams(1, 0), List.of("default"), 0, ALL)) {
      while (stream.next(arrival)) {
        if (arrival.id == rows / 5) {
          early = liveBytes();
        } else if (arrival.id == rows / 10 * 9) {
          late = liveBytes();
        }
      }
    }
    assertThat((double) arrival.id).isBetween(0.99 * rows, 1.01 * rows);
    assertThat(late).isPositive();
    assertThat(late - early).isLessThan(1_000_000);
  }

  private static long liveBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
