package dev.crossover.experiments.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a file will hold, written when its place is ready, perhaps more than once. */
@FunctionalInterface
public interface FileContent {
  /** Writes all of it; leaves the stream open. */
  void writeTo(OutputStream out) throws IOException;

  static FileContent of(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
