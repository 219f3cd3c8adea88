package dev.crossover.traffic.trace;

import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A trace that cannot be replayed as asked: the user's mistake. The message reads {@code FILE:LINE:
 * what is wrong. Maybe ...}, or {@code FILE: ...} where no line is to blame.
 */
public final class BadTraceException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BadTraceException(Path file, String problem) {
    super(file + ": " + problem);
  }

  BadTraceException(Path file, long line, String problem) {
    super(file + ":" + line + ": " + problem);
  }

  /** The file is there, but does not let itself be read. */
  static BadTraceException unreadable(Path file, Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : null;
    String why = String.valueOf((cause == null ? e : cause).getMessage());
    return new BadTraceException(
        file,
        "cannot be read ("
            + why
            + "). Maybe the download was cut off, or its permissions forbid it");
  }
}
