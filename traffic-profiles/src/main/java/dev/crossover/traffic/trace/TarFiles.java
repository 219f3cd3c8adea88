package dev.crossover.traffic.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads the plain files of a tar archive, compressed or not (POSIX.1-1988, ustar). */
final class TarFiles {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_BYTES = 12;
  private static final int TYPE_AT = 156;
  private static final long MAX_FILE_BYTES = 256L << 20;
  private static final int MAX_FILES = 100_000;

  /** Takes a file. */
  @FunctionalInterface
  interface Taker {
    void take(String name, String text);
  }

  private TarFiles() {}

  /**
   * Hands out each file whose name ends as a text file's does.
   *
   * @throws IOException when the archive is damaged
   */
  static void read(Path file, Taker taker) throws IOException {
    try (InputStream in = TraceBytes.open(file)) {
      byte[] header = new byte[BLOCK];
      for (int files = 0; nextHeader(in, header); files++) {
        if (files == MAX_FILES) {
          throw new IOException("it holds more than " + MAX_FILES + " files");
        }
        long size = size(header);
        String name = name(header);
        boolean plain = header[TYPE_AT] == '0' || header[TYPE_AT] == 0;
        if (plain && (name.endsWith(".csv") || name.endsWith(".json"))) {
          taker.take(name, text(new FirstBytes(in, size), MAX_FILE_BYTES, name));
        } else {
          in.skipNBytes(size);
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      }
    }
  }

  /** All of a stream as text, which must not be longer than a limit. */
  static String text(InputStream in, long limit, String name) throws IOException {
    byte[] bytes = in.readNBytes((int) limit + 1);
    if (bytes.length > limit) {
      throw new IOException(name + " is longer than " + (limit >> 20) + " MiB");
    }
    return FirstLine.withoutMark(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Two blocks of zeros end an archive; the first one tells. */
  private static boolean nextHeader(InputStream in, byte[] header) throws IOException {
    int read = in.readNBytes(header, 0, BLOCK);
    return read == BLOCK && header[0] != 0;
  }

  private static String name(byte[] header) {
    int end = 0;
    while (end < NAME_BYTES && header[end] != 0) {
      end++;
    }
    return new String(header, 0, end, StandardCharsets.UTF_8);
  }

  private static long size(byte[] header) throws IOException {
    String text =
        new String(header, SIZE_AT, SIZE_BYTES, StandardCharsets.US_ASCII).replace('\0', ' ');
    String digits = text.strip();
    if (!digits.matches("[0-7]{1,11}")) {
      throw new IOException("a file in it has no size");
    }
    return Long.parseLong(digits, 8);
  }

  /** The next bytes of a stream, as a stream that ends after them. */
  private static final class FirstBytes extends InputStream {
    private final InputStream in;
    private long left;

    FirstBytes(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(into, from, (int) Math.min(length, left));
      if (read < 0) {
        throw new IOException("it ends within a file");
      }
      left -= read;
      return read;
    }
  }
}
