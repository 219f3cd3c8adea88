package dev.crossover.experiments.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossover.experiments.report.bench.BenchConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of {@code --format vllm-bench}: one benchmark for each run of a strategy. */
final class Benchmarks {
  /** Their folder in the run's. */
  static final String FOLDER = "vllm-bench";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> ENTRIES =
      new TypeReference<>() {};

  private Benchmarks() {}

  /** The name of one file. */
  static String name(int point, String strategy, int replication) {
    return String.format(Locale.ROOT, "%04d-%s-%d.json", point, strategy, replication);
  }

  /** Files by name that copy kept parts, whatever then becomes of these. */
  static Map<String, FileContent> published(List<Path> parts) {
    Map<String, FileContent> files = new LinkedHashMap<>();
    for (Path part : parts) {
      files.put(FOLDER + "/" + part.getFileName(), out -> Files.copy(part, out));
    }
    return files;
  }

  /** The blocks that vLLM would print, each under the name of its file, by name. */
  static String text(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(folder.resolve(FOLDER))) {
      for (Path file : files.sorted().toList()) {
        text.append('\n').append(FOLDER).append('/').append(file.getFileName()).append('\n');
        text.append(BenchConsole.text(JSON.readValue(file.toFile(), ENTRIES)));
      }
    }
    return text.toString();
  }
}
