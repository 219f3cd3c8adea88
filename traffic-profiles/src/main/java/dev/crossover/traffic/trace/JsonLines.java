package dev.crossover.traffic.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The rows of a file with one JSON object a line; empty lines are passed over. */
final class JsonLines implements RowSource {
  /** Reads one object. */
  @FunctionalInterface
  interface LineParser {
    void parse(String line, TraceRow into) throws BadRowException;
  }

  private final Path file;
  private final LineParser parser;
  private final BufferedReader lines;
  private long line;

  JsonLines(Path file, LineParser parser) {
    this.file = file;
    this.parser = parser;
    try {
      this.lines =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw BadTraceException.unreadable(file, e);
    }
  }

  @Override
  public boolean next(TraceRow into) throws BadRowException {
    for (String text = nextLine(); text != null; text = nextLine()) {
      String object = FirstLine.withoutMark(text).strip();
      if (!object.isEmpty()) {
        parser.parse(object, into);
        return true;
      }
    }
    return false;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private @Nullable String nextLine() {
    try {
      line++;
      return lines.readLine();
    } catch (IOException e) {
      throw BadTraceException.unreadable(file, e);
    }
  }
}
