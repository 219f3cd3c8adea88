package dev.crossover.traffic.trace;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a text file, none longer than a bound, so that no file fills the memory. */
final class BoundedLines implements Closeable {
  static final int MAX_CHARS = 16 << 20;

  private final Path file;
  private final Reader reader;
  private final char[] buffer = new char[1 << 15];
  private final StringBuilder held = new StringBuilder();
  private int from;
  private int to;
  private long line;

  BoundedLines(Path file) {
    this.file = file;
    try {
      this.reader = new InputStreamReader(TraceBytes.open(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw BadTraceException.unreadable(file, e);
    }
  }

  /** The line last read, from 1. */
  long line() {
    return line;
  }

  /** The next line without its end and a byte-order mark, or null at the end of the file. */
  @Nullable String next() {
    held.setLength(0);
    line++;
    boolean any = false;
    while (from < to || fill()) {
      any = true;
      int end = lineEnd();
      hold(end);
      if (end < to) {
        from = end + 1;
        return text();
      }
      from = end;
    }
    return any ? text() : null;
  }

  private int lineEnd() {
    int end = from;
    while (end < to && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private void hold(int end) {
    held.append(buffer, from, end - from);
    if (held.length() > MAX_CHARS) {
      throw new BadTraceException(
          file, line, "is longer than " + MAX_CHARS + " characters. Maybe it is not a trace");
    }
  }

  private String text() {
    if (held.length() > 0 && held.charAt(held.length() - 1) == '\r') {
      held.setLength(held.length() - 1);
    }
    return FirstLine.withoutMark(held.toString());
  }

  private boolean fill() {
    try {
      from = 0;
      to = Math.max(0, reader.read(buffer));
      return to > 0;
    } catch (IOException e) {
      throw BadTraceException.unreadable(file, e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
