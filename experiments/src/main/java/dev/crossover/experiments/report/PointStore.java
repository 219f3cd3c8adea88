package dev.crossover.experiments.report;

import dev.crossover.experiments.run.PointResult;
import dev.crossover.experiments.run.ReplicationResult;
import dev.crossover.experiments.run.StrategyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The points a run has finished and the request rows of its replications, under {@code points/}
 * while the run lasts. Points are numbered from 1.
 */
final class PointStore {
  private final Path folder;
  private final boolean requestRows;
  private final boolean benchmarks;

  /** The store of a run: a point counts only with the rows and benchmarks that its manifest has. */
  PointStore(Path folder, Manifest manifest) {
    this.folder = folder.resolve("points");
    this.requestRows = manifest.requestRows();
    this.benchmarks = manifest.benchmarks() != null;
  }

  Optional<FinishedPoint> point(int number) throws IOException {
    Path file = pointFile(number);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    FinishedPoint point = ResultJson.readPoint(file);
    List<Path> parts = new ArrayList<>(requestParts(number, point.result()));
    parts.addAll(benchmarkParts(number, point.result()));
    return parts.stream().allMatch(Files::exists) ? Optional.of(point) : Optional.empty();
  }

  void keep(int number, FinishedPoint point) throws IOException {
    Files.createDirectories(folder);
    AtomicFile.write(pointFile(number), out -> ResultJson.writePoint(point, out));
  }

  RequestRows openRows(int number, String strategy, int replication) throws IOException {
    Files.createDirectories(folder);
    return RequestRows.open(part(number, strategy, replication), number, strategy, replication);
  }

  void keepBenchmark(
      int number, String strategy, int replication, Map<String, @Nullable Object> entries)
      throws IOException {
    Files.createDirectories(folder);
    Path part = folder.resolve(Benchmarks.name(number, strategy, replication));
    AtomicFile.write(part, out -> ResultJson.writeEntries(entries, out));
  }

  /** The rows of every replication that counted, in the order of the results. */
  List<Path> requestParts(List<PointResult> points) {
    List<Path> parts = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      parts.addAll(requestParts(i + 1, points.get(i)));
    }
    return parts;
  }

  /** The benchmark of every replication that counted, in the order of the results. */
  List<Path> benchmarkParts(List<PointResult> points) {
    List<Path> parts = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      parts.addAll(benchmarkParts(i + 1, points.get(i)));
    }
    return parts;
  }

  private List<Path> requestParts(int number, PointResult point) {
    return requestRows ? parts(point, (s, r) -> part(number, s, r)) : List.of();
  }

  private List<Path> benchmarkParts(int number, PointResult point) {
    return benchmarks
        ? parts(point, (s, r) -> folder.resolve(Benchmarks.name(number, s, r)))
        : List.of();
  }

  private static List<Path> parts(PointResult point, BiFunction<String, Integer, Path> part) {
    List<Path> parts = new ArrayList<>();
    for (StrategyResult strategy : point.strategies()) {
      for (ReplicationResult replication : strategy.perReplication()) {
        parts.add(part.apply(strategy.name(), replication.replication()));
      }
    }
    return parts;
  }

  void remove() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(entry);
      }
    }
  }

  Path pointFile(int number) {
    return folder.resolve(String.format(Locale.ROOT, "%04d.json", number));
  }

  private Path part(int number, String strategy, int replication) {
    String name = String.format(Locale.ROOT, "%04d-%s-%d.csv.gz", number, strategy, replication);
    return folder.resolve(name);
  }
}
