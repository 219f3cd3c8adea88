package dev.crossover.traffic.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first line of a file that says something, by which its format is known.
 *
 * @param text without a byte-order mark and surrounding space; at most a few thousand characters
 * @param line where it stands, from 1
 */
record FirstLine(String text, long line) {
  private static final int MOST_BYTES = 8_192;

  /**
   * Looks into a file.
   *
   * @throws BadTraceException when there is nothing to read
   */
  static FirstLine of(Path file) {
    if (!Files.isRegularFile(file)) {
      String problem =
          Files.isDirectory(file)
              ? "is a folder. Maybe name the file in it"
              : "no such file. Maybe the path is relative to another folder";
      throw new BadTraceException(file, problem);
    }
    String[] lines = withoutMark(beginning(file)).split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        return new FirstLine(lines[i].strip(), i + 1);
      }
    }
    throw new BadTraceException(file, "is empty. Maybe the download failed");
  }

  /** Text without the mark that some programs put at a file's beginning. */
  static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String beginning(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw BadTraceException.unreadable(file, e);
    }
  }
}
