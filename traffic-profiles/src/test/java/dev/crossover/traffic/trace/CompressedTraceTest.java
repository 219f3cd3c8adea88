package dev.crossover.traffic.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedTraceTest {
  private static final String TRACE =
      "TIMESTAMP,ContextTokens,GeneratedTokens\n"
          + "2023-11-16 23:59:58,10,1\n".repeat(50)
          + "2023-11-16 23:59:59.5,20,2";

  @TempDir Path folder;

  /** Opens a compressing stream. */
  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] packed(Packer packer, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.over(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private List<String> replay(byte[] bytes) throws IOException {
    Files.write(folder.resolve("t.csv"), bytes);
    return new Replayed(folder).requests("file: t.csv");
  }

  /** The name says nothing; the first bytes do. */
  @Test
  void gzipAndZstdAreKnownByTheirFirstBytes() throws IOException {
    List<String> plain = replay(TRACE.getBytes(StandardCharsets.UTF_8));
    assertThat(plain).hasSize(51);
    assertThat(replay(packed(GZIPOutputStream::new, TRACE))).isEqualTo(plain);
    assertThat(replay(packed(ZstdOutputStream::new, TRACE))).isEqualTo(plain);
  }

  /** As {@code cat a.gz b.gz} leaves them. */
  @Test
  void membersOneAfterTheOtherAreOneFile() throws IOException {
    byte[] head = packed(GZIPOutputStream::new, TRACE + "\n");
    byte[] tail = packed(GZIPOutputStream::new, "2023-11-17 00:00:01,30,3\n");
    byte[] both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    assertThat(replay(both)).hasSize(52).last().isEqualTo("3.0: 30 + 3");
  }

  @Test
  void damageIsTheUsersToMend() throws IOException {
    for (Packer packer : List.<Packer>of(GZIPOutputStream::new, ZstdOutputStream::new)) {
      byte[] whole = packed(packer, TRACE);
      for (int length : new int[] {5, whole.length / 2, whole.length - 1}) {
        assertThatThrownBy(() -> replay(Arrays.copyOf(whole, length)))
            .as("%d of %d bytes", length, whole.length)
            .isInstanceOf(BadTraceException.class)
            .hasMessageContaining("compression is damaged")
            .hasMessageContaining("Maybe");
      }
    }
  }

  /** 90 MB of nothing in a few kilobytes: refused soon after the first 64 MiB. */
  @Tag("long")
  @Test
  void aDecompressionBombIsRefused() throws IOException {
    for (Packer packer : List.<Packer>of(GZIPOutputStream::new, ZstdOutputStream::new)) {
      Path file = folder.resolve("bomb");
      try (OutputStream out = packer.over(Files.newOutputStream(file))) {
        byte[] zeros = new byte[1 << 20];
        Arrays.fill(zeros, (byte) '\n');
        out.write("{\"input_length\": 1}\n".getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 90; i++) {
          out.write(zeros);
        }
      }
      assertThatThrownBy(
              () -> new Replayed(folder).requests("file: bomb, format: mooncake, on_bad_row: skip"))
          .isInstanceOf(BadTraceException.class)
          .hasMessageContaining("the limits are 200 times and 64 GiB");
    }
  }

  @Test
  void aLineWithoutEndIsRefused() throws IOException {
    assertThatThrownBy(
            () ->
                replay(
                    ("{\"input_length\"" + " ".repeat(17 << 20)).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BadTraceException.class)
        .hasMessageContaining("t.csv:1: is longer than 16777216 characters");
  }
}
