package dev.crossover.traffic.length;

import java.nio.file.Path;

/**
 * A histogram that cannot be read: the user's mistake. The message reads {@code FILE:LINE: what is
 * wrong. Maybe ...}, or {@code FILE: ...} where no line is to blame.
 */
final class BadHistogramException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  BadHistogramException(Path file, String problem) {
    super(file + ": " + problem);
  }

  BadHistogramException(Path file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }
}
