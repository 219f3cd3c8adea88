package dev.crossover.traffic.trace;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A trace's bytes, decompressed: gzip and zstd are known by their first bytes (RFC 1952, RFC 8878),
 * not by the file's name. Bytes that come out far beyond what went in are refused, for a small file
 * must not keep a run busy for ever.
 */
final class TraceBytes extends FilterInputStream {
  /** Traces compress by 5 to 20; deflate reaches 1,032 and zstd more on what has no content. */
  static final long MAX_RATIO = 200;

  /** So much is let through whatever the ratio: a small trace may well repeat itself. */
  static final long FREE_BYTES = 64L << 20;

  static final long MAX_BYTES = 64L << 30;

  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private final Path file;
  private final Counted compressed;
  private long out;

  private TraceBytes(Path file, Counted compressed, InputStream inflated) {
    super(inflated);
    this.file = file;
    this.compressed = compressed;
  }

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be read, or its first compressed block is damaged
   */
  static InputStream open(Path file) throws IOException {
    Counted raw = new Counted(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    try {
      raw.mark(ZSTD.length);
      byte[] magic = raw.readNBytes(ZSTD.length);
      raw.reset();
      if (startsWith(magic, GZIP)) {
        return new TraceBytes(file, raw, new GZIPInputStream(raw, BUFFER));
      }
      return startsWith(magic, ZSTD) ? new TraceBytes(file, raw, new ZstdInputStream(raw)) : raw;
    } catch (EOFException | ZipException e) {
      raw.close();
      throw damaged(e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    for (int i = 0; i < magic.length; i++) {
      if (bytes.length <= i || bytes[i] != magic[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read;
    try {
      read = super.read(into, from, length);
    } catch (IOException | RuntimeException e) {
      // The zstd decoder tells of damage by unchecked exceptions of its own.
      throw damaged(e);
    }
    out += Math.max(0, read);
    if (out > MAX_BYTES || (out > FREE_BYTES && out / MAX_RATIO > compressed.bytes)) {
      throw bomb();
    }
    return read;
  }

  private BadTraceException bomb() {
    return new BadTraceException(
        file,
        compressed.bytes
            + " compressed bytes hold more than "
            + out
            + ", and the limits are "
            + MAX_RATIO
            + " times and "
            + (MAX_BYTES >> 30)
            + " GiB. Maybe decompress it first if it is not damaged");
  }

  private static IOException damaged(Exception e) {
    return new IOException("its compression is damaged: " + e.getMessage(), e);
  }

  /** Counts what is taken from a file. */
  private static final class Counted extends FilterInputStream {
    private long bytes;
    private long marked;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      bytes += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      bytes += Math.max(0, read);
      return read;
    }

    @Override
    public synchronized void mark(int limit) {
      marked = bytes;
      super.mark(limit);
    }

    @Override
    public synchronized void reset() throws IOException {
      super.reset();
      bytes = marked;
    }
  }
}
