package dev.crossover.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestRowsTest {
  @TempDir Path temp;

  @Test
  void aRowSaysAllOfARequest() throws IOException {
    Path part = temp.resolve("part");
    try (RequestRows rows = RequestRows.open(part, 3, "self-hosted", 1)) {
      rows.row(
          0, 0, "chat", 0, 120, 5, Fate.COMPLETED, null, "primary", 1, 0, 80_000_000, 100_000_002);
      rows.row(
          1,
          1,
          "=x,y",
          1_500_000_000L,
          9,
          1,
          Fate.COMPLETED,
          null,
          "",
          2,
          1,
          2_000_000_000L,
          2_000_000_000L);
      rows.row(
          2,
          2,
          "chat",
          86_400_000_000_001L,
          9,
          0,
          Fate.FAILED,
          Reason.RETRIES_EXHAUSTED,
          "fallback",
          6,
          -1,
          -1,
          -1);
    }
    assertThat(joined(List.of(part)))
        .containsExactly(
            "point,strategy,replication,id,class,arrival_s,prompt_tokens,output_tokens,fate,reason,"
                + "route,attempts,queue_s,ttft_s,tpot_s,e2e_s",
            "3,self-hosted,1,0,chat,0,120,5,completed,,primary,1,0,0.08,0.005,0.100000002",
            "3,self-hosted,1,1,\"'=x,y\",1.5,9,1,completed,,,2,0.000000001,2,,2",
            "3,self-hosted,1,2,chat,86400.000000001,9,0,failed,retries_exhausted,fallback,6,,,,");
  }

  @Test
  void rowsLeaveInArrivalOrderWithinTheWindow() throws IOException {
    long seed = 3;
    List<Long> ids = new ArrayList<>();
    for (long id = 0; id < 2000; id++) {
      ids.add(id);
    }
    Collections.shuffle(ids, new Random(seed));
    assertThat(idsWritten(ids)).as("seed %d", seed).isSorted().hasSize(2000);
  }

  /** 0 stays open while 70,000 others end: it loses its place but not its row. */
  @Test
  void aRequestOpenLongerThanTheWindowComesLate() throws IOException {
    List<Long> ids = new ArrayList<>();
    for (long id = 1; id <= 70_000; id++) {
      ids.add(id);
    }
    ids.add(0L);
    assertThat(idsWritten(ids)).containsExactlyElementsOf(ids);
  }

  @Test
  void idsMayStartAndLeapAnywhere() throws IOException {
    assertThat(idsWritten(List.of(5_000_000_000L, 5_000_000_002L, 5_000_000_001L)))
        .containsExactly(5_000_000_000L, 5_000_000_001L, 5_000_000_002L);
  }

  @Test
  void aRequestCannotEndTwice() throws IOException {
    try (RequestRows rows = RequestRows.open(temp.resolve("part"), 1, "a", 0)) {
      row(rows, 5);
      assertThatThrownBy(() -> row(rows, 5))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("5 ended twice");
    }
  }

  @Test
  void theSameRowsAreTheSameBytes() throws IOException {
    byte[][] bytes = new byte[2][];
    for (int i = 0; i < 2; i++) {
      Path part = temp.resolve("part" + i);
      try (RequestRows rows = RequestRows.open(part, 1, "a", 0)) {
        row(rows, 0);
      }
      Path joined = temp.resolve("joined" + i);
      try (OutputStream out = Files.newOutputStream(joined)) {
        RequestRows.join(List.of(part, part), out);
      }
      bytes[i] = Files.readAllBytes(joined);
    }
    assertThat(bytes[0]).isEqualTo(bytes[1]);
    assertThat(bytes[0]).as("no time in the header").startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0);
  }

  /** /dev/full takes an open and refuses every write, as a full disk does. */
  @Test
  void rowsThatCannotBeWrittenAreReportedAtTheEndAndLeaveNoPart() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "no /dev/full here");
    Path part = temp.resolve("part");
    Files.createSymbolicLink(AtomicFile.temporary(part), full);
    RequestRows rows = RequestRows.open(part, 1, "a", 0);
    for (long id = 0; id < 100_000; id++) {
      row(rows, id);
    }
    assertThatThrownBy(rows::close)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  @Tag("long")
  void tenMillionRowsTakeLessThanAMinute() throws IOException {
    long start = System.nanoTime();
    Path part = temp.resolve("part");
    Random random = new Random(1);
    try (RequestRows rows = RequestRows.open(part, 1, "self-hosted", 0)) {
      for (long id = 0; id < 10_000_000; id++) {
        long ttft = random.nextInt(1_000_000_000);
        long arrival = id * 259_200_000L + random.nextInt(100_000_000);
        long e2e = ttft + random.nextInt(2_000_000_000);
        rows.row(
            id ^ 7,
            id ^ 7,
            "chat",
            arrival,
            random.nextInt(4000),
            300,
            Fate.COMPLETED,
            null,
            "primary",
            1,
            ttft / 2,
            ttft,
            e2e);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("10 M rows: %.1f s, %d MB%n", seconds, Files.size(part) / 1_000_000);
    assertThat(seconds).isLessThan(60);
  }

  private List<Long> idsWritten(List<Long> ids) throws IOException {
    Path part = temp.resolve("part");
    try (RequestRows rows = RequestRows.open(part, 1, "a", 0)) {
      for (long id : ids) {
        row(rows, id);
      }
    }
    return unzipped(part).stream().map(line -> Long.valueOf(line.split(",")[3])).toList();
  }

  private static void row(RequestRows rows, long id) {
    rows.row(id, id, "chat", id, 1, 2, Fate.COMPLETED, null, "", 1, 0, id % 7, id);
  }

  private List<String> joined(List<Path> parts) throws IOException {
    Path file = temp.resolve("joined.csv.gz");
    try (OutputStream out = Files.newOutputStream(file)) {
      RequestRows.join(parts, out);
    }
    return unzipped(file);
  }

  static List<String> unzipped(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
