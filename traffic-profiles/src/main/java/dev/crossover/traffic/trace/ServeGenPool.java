package dev.crossover.traffic.trace;

import dev.crossover.engine.kernel.RandomStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The clients of a ServeGen pool, {@code github.com/alibaba/ServeGen}: for each a file {@code
 * ...-trace.csv} of rates by window and a file {@code ...-dataset.json} of lengths, in a folder, in
 * one archive or in two whose names differ as these do. One such CSV file is a pool of one.
 */
final class ServeGenPool {
  private static final String TRACE = "-trace.csv";
  private static final String DATASET = "-dataset.json";
  private static final long MAX_FILE_BYTES = 256L << 20;
  private static final long MAX_CHARS = 1L << 30;

  private final Path file;
  private final BadRowPolicy badRows;
  private final Map<String, String> traces = new TreeMap<>();
  private final Map<String, String> datasets = new TreeMap<>();
  private long chars;
  private long skippedRows;
  private long endNanos;

  private ServeGenPool(Path file, BadRowPolicy badRows) {
    this.file = file;
    this.badRows = badRows;
  }

  /**
   * Reads a pool.
   *
   * @throws BadTraceException when a file is missing, or says something unusable
   */
  static ServeGenPool read(Path file, BadRowPolicy badRows) {
    ServeGenPool pool = new ServeGenPool(file, badRows);
    try {
      if (Files.isDirectory(file)) {
        pool.readFolder();
      } else if (FirstLine.of(file).holdsFiles()) {
        TarFiles.read(file, pool::add);
        Path other = beside(file, "trace", "dataset");
        if (pool.datasets.isEmpty() && Files.isRegularFile(other)) {
          TarFiles.read(other, pool::add);
        }
      } else {
        pool.readOne();
      }
    } catch (IOException e) {
      throw BadTraceException.unreadable(file, e);
    }
    if (pool.traces.isEmpty()) {
      throw new BadTraceException(
          file,
          "holds no ..."
              + TRACE
              + " as a pool of ServeGen does. Maybe name one trace, or the pool of one model");
    }
    return pool;
  }

  /**
   * The files that a pool is made of.
   *
   * @throws BadTraceException when a folder cannot be read
   */
  static List<Path> files(Path file) {
    if (Files.isDirectory(file)) {
      return listed(file);
    }
    String[] parts =
        FirstLine.of(file).holdsFiles()
            ? new String[] {"trace", "dataset"}
            : new String[] {"trace.csv", "dataset.json"};
    Path other = beside(file, parts[0], parts[1]);
    return other.equals(file) || !Files.isRegularFile(other) ? List.of(file) : List.of(file, other);
  }

  private static List<Path> listed(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(one -> one.toString().endsWith(TRACE) || one.toString().endsWith(DATASET))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw BadTraceException.unreadable(folder, e);
    }
  }

  private void readFolder() throws IOException {
    for (Path one : listed(file)) {
      add(String.valueOf(one.getFileName()), text(one));
    }
  }

  private void readOne() throws IOException {
    traces.put("client", text(file));
    Path lengths = beside(file, "trace.csv", "dataset.json");
    if (Files.isRegularFile(lengths)) {
      datasets.put("client", text(lengths));
    }
  }

  private static String text(Path one) throws IOException {
    try (java.io.InputStream in = TraceBytes.open(one)) {
      return TarFiles.text(in, MAX_FILE_BYTES, one.toString());
    }
  }

  /** The file whose name has the last {@code part} replaced. */
  private static Path beside(Path file, String part, String by) {
    String name = String.valueOf(file.getFileName());
    int at = name.lastIndexOf(part);
    String other = at < 0 ? name : name.substring(0, at) + by + name.substring(at + part.length());
    return file.resolveSibling(other);
  }

  private void add(String path, String text) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    chars += text.length();
    if (chars > MAX_CHARS) {
      throw new BadTraceException(
          file, "holds more than " + MAX_CHARS + " characters. Maybe name the folder of one model");
    }
    if (name.endsWith(TRACE)) {
      traces.put(name.substring(0, name.length() - TRACE.length()), text);
    } else if (name.endsWith(DATASET)) {
      datasets.put(name.substring(0, name.length() - DATASET.length()), text);
    }
  }

  /** The clients that ask at all, by name. */
  List<ServeGenClient> clients(RandomStreams streams) {
    List<ServeGenClient> clients = new ArrayList<>();
    for (Map.Entry<String, String> entry : traces.entrySet()) {
      List<ServeGenWindow> windows = windows(entry.getKey(), entry.getValue());
      if (windows.stream().anyMatch(window -> window.perSecond() > 0)) {
        ServeGenLengths lengths = lengths(entry.getKey());
        clients.add(new ServeGenClient(entry.getKey(), windows, lengths, streams));
      }
    }
    return clients;
  }

  long skippedRows() {
    return skippedRows;
  }

  /** End of the last window. */
  long endNanos() {
    return endNanos;
  }

  private List<ServeGenWindow> windows(String client, String text) {
    List<ServeGenWindow> windows = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].isBlank()) {
        continue;
      }
      try {
        windows.add(inOrder(windows, ServeGenWindow.parse(lines[i].strip())));
      } catch (BadRowException e) {
        if (badRows == BadRowPolicy.ERROR) {
          throw new BadTraceException(place(client, TRACE), i + 1L, String.valueOf(e.getMessage()));
        }
        skippedRows++;
      }
    }
    return windows;
  }

  private ServeGenWindow inOrder(List<ServeGenWindow> before, ServeGenWindow window)
      throws BadRowException {
    long earliest =
        before.isEmpty() ? 0 : before.get(before.size() - 1).startNanos() + ServeGenWindow.NANOS;
    if (window.startNanos() < earliest) {
      throw new BadRowException(
          "starts before the window above it ends, which lasts 600 s. Maybe sort the file by start");
    }
    endNanos = Math.max(endNanos, window.startNanos() + ServeGenWindow.NANOS);
    return window;
  }

  private ServeGenLengths lengths(String client) {
    String text = datasets.get(client);
    if (text == null) {
      throw new BadTraceException(
          place(client, TRACE), "has no lengths beside it. Maybe add ..." + DATASET);
    }
    try {
      ServeGenLengths lengths = ServeGenLengths.parse(text);
      if (lengths.isEmpty()) {
        throw new BadRowException("holds no lengths. Maybe it is of another client");
      }
      return lengths;
    } catch (BadRowException e) {
      throw new BadTraceException(place(client, DATASET), String.valueOf(e.getMessage()));
    }
  }

  private Path place(String client, String ending) {
    return Files.isDirectory(file) || FirstLine.of(file).holdsFiles()
        ? file.resolve(client + ending)
        : ending.equals(TRACE) ? file : beside(file, "trace.csv", "dataset.json");
  }
}
