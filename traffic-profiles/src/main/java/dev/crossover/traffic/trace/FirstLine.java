package dev.crossover.traffic.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a file begins, decompressed, by which its format is known.
 *
 * @param text the first line that says something, without a byte-order mark and surrounding space;
 *     at most a few thousand characters
 * @param line where it stands, from 1
 * @param beginning the first few thousand bytes
 */
record FirstLine(String text, long line, String beginning) {
  private static final int MOST_BYTES = 8_192;

  /** Where a tar archive says what it is (POSIX.1-1988, ustar). */
  private static final int TAR_MAGIC = 257;

  /**
   * Looks into a file.
   *
   * @throws BadTraceException when there is nothing to read
   */
  static FirstLine of(Path file) {
    if (Files.isDirectory(file)) {
      return new FirstLine("", 1, "");
    }
    if (!Files.isRegularFile(file)) {
      throw new BadTraceException(
          file, "no such file. Maybe the path is relative to another folder");
    }
    String beginning = withoutMark(beginning(file));
    if (isTar(beginning)) {
      return new FirstLine("", 1, beginning);
    }
    String[] lines = beginning.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        return new FirstLine(lines[i].strip(), i + 1, beginning);
      }
    }
    throw new BadTraceException(file, "is empty. Maybe the download failed");
  }

  /** Whether it is a folder or an archive of files. */
  boolean holdsFiles() {
    return text.isEmpty();
  }

  boolean isJson() {
    return text.startsWith("{");
  }

  /** Whether the beginning names a JSON key. */
  boolean hasKey(String key) {
    return beginning.contains('"' + key + '"');
  }

  /** Whether the line is a CSV header with all of these columns. */
  boolean hasColumns(String... names) {
    return !isJson() && CsvHeader.ofLine(text).names().containsAll(List.of(names));
  }

  /** Text without the mark that some programs put at a file's beginning. */
  static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static boolean isTar(String beginning) {
    return beginning.startsWith("ustar", TAR_MAGIC);
  }

  private static String beginning(Path file) {
    try (InputStream in = TraceBytes.open(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw BadTraceException.unreadable(file, e);
    }
  }
}
