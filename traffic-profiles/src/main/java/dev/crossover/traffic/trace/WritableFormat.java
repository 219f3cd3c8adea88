package dev.crossover.traffic.trace;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The formats that traces are written in. What a format has no place for is left out: only {@code
 * mooncake} tells what prompts share beyond a first prefix, only {@code csv} and {@code jsonl} tell
 * classes and models.
 */
@SuppressWarnings("ImmutableEnumChecker") // the factories hold no state
public enum WritableFormat {
  /** Time stamps, context and generated tokens. */
  AZURE((out, start, classes) -> new LineWriter(out, new AzureLines(start))),
  /** JSON objects with hashes of 512-token blocks; times are cut to milliseconds. */
  MOONCAKE((out, start, classes) -> new LineWriter(out, new MooncakeLines())),
  /** Seconds, model, request and response tokens. */
  BURSTGPT((out, start, classes) -> new LineWriter(out, new BurstgptLines())),
  /** Columns under the names that {@code columns} has. */
  CSV((out, start, classes) -> new LineWriter(out, new CsvLines(classes))),
  /** JSON objects under the names that {@code columns} has. */
  JSONL((out, start, classes) -> new LineWriter(out, new JsonObjectLines(classes)));

  private final Factory factory;

  /** Makes a writer. */
  private interface Factory {
    TraceWriter over(Writer out, Instant start, List<String> classNames) throws IOException;
  }

  WritableFormat(Factory factory) {
    this.factory = factory;
  }

  /** As written in YAML and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Begins a trace; close it to have all of it written.
   *
   * @param file overwritten; compressed where its name ends in {@code .gz}
   * @param start what simulated time 0 is on the calendar, for formats with time stamps
   * @param classNames by {@link dev.crossover.engine.request.Arrival#classIndex}
   * @throws IOException when the file cannot be written
   */
  public TraceWriter open(Path file, Instant start, List<String> classNames) throws IOException {
    Writer out = TraceFiles.writer(file);
    try {
      return over(out, start, classNames);
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /**
   * Begins a trace on what is open already; closing the trace closes it too.
   *
   * @throws IOException when it cannot be written to
   */
  public TraceWriter over(Writer out, Instant start, List<String> classNames) throws IOException {
    return factory.over(out, start, classNames);
  }
}
