package dev.crossover.traffic.trace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Opens the files that traces are written to. */
final class TraceFiles {
  private static final int BUFFER = 1 << 16;

  private TraceFiles() {}

  /** A file, compressed where its name ends in {@code .gz}; its bytes depend on its text alone. */
  static Writer writer(Path file) throws IOException {
    OutputStream bytes = Files.newOutputStream(file);
    try {
      OutputStream out =
          file.toString().endsWith(".gz") ? new GZIPOutputStream(bytes, BUFFER) : bytes;
      return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }
}
