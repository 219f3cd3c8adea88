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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The points a run has finished and the request rows of its replications, under {@code points/}
 * while the run lasts. Points are numbered from 1.
 */
final class PointStore {
  private final Path folder;
  private final boolean requestRows;

  /**
   * @param folder of the run
   * @param requestRows a point counts only with its request rows
   */
  PointStore(Path folder, boolean requestRows) {
    this.folder = folder.resolve("points");
    this.requestRows = requestRows;
  }

  Optional<FinishedPoint> point(int number) throws IOException {
    Path file = pointFile(number);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    FinishedPoint point = ResultJson.readPoint(file);
    List<Path> parts = new ArrayList<>();
    addParts(number, point.result(), parts);
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

  /** The rows of every replication that counted, in the order of the results. */
  List<Path> parts(List<PointResult> points) {
    List<Path> parts = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      addParts(i + 1, points.get(i), parts);
    }
    return parts;
  }

  private void addParts(int number, PointResult point, List<Path> parts) {
    if (!requestRows) {
      return;
    }
    for (StrategyResult strategy : point.strategies()) {
      for (ReplicationResult replication : strategy.perReplication()) {
        parts.add(part(number, strategy.name(), replication.replication()));
      }
    }
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
