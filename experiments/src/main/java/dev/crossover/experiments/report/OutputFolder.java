package dev.crossover.experiments.report;

import dev.crossover.experiments.run.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder a run writes into: one run's, whole files only, never mixed.
 *
 * <p>{@code manifest.yaml} comes first and says whose folder it is; finished points are kept under
 * {@code points/} for a run of the same inputs to resume from; {@code results.json} comes last and
 * makes the run complete, after which {@code points/} is removed.
 */
public final class OutputFolder implements AutoCloseable {
  static final String RESULTS = "results.json";

  private final Path folder;
  private final PointStore points;
  private final FolderState state;
  private final @Nullable FolderLock lock;

  private OutputFolder(
      Path folder, Manifest manifest, FolderState state, @Nullable FolderLock lock) {
    this.folder = folder;
    this.points = new PointStore(folder, manifest);
    this.state = state;
    this.lock = lock;
  }

  /**
   * Takes a folder for a run, creating it if need be. Nothing is written into a folder that is
   * refused or complete.
   *
   * @throws OutputRefusedException when it holds something else, when another run is writing there,
   *     or when it cannot be written
   */
  public static OutputFolder open(Path folder, Manifest manifest) {
    try {
      if (FolderState.of(folder, manifest) == FolderState.COMPLETE) {
        return new OutputFolder(folder, manifest, FolderState.COMPLETE, null);
      }
      Files.createDirectories(folder);
      FolderLock lock = FolderLock.take(folder);
      try {
        return openLocked(folder, manifest, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new OutputRefusedException(
          folder + ": cannot be written (" + Problems.text(e) + "). Maybe choose another --out?",
          e);
    }
  }

  private static OutputFolder openLocked(Path folder, Manifest manifest, FolderLock lock)
      throws IOException {
    FolderState state = FolderState.of(folder, manifest); // again: now nobody else writes
    removeTemporaries(folder);
    if (state == FolderState.FREE) {
      AtomicFile.write(folder.resolve(ManifestYaml.FILE), out -> ManifestYaml.write(manifest, out));
    }
    return new OutputFolder(folder, manifest, state, lock);
  }

  /** A run of the same inputs has ended here; {@link #results} are its results. */
  public boolean isComplete() {
    return state == FolderState.COMPLETE;
  }

  /** The stored results of a complete folder. */
  public Results results() throws IOException {
    return ResultJson.read(folder.resolve(RESULTS));
  }

  /**
   * A point that an earlier, interrupted run of the same inputs finished.
   *
   * @param number of the point, from 1
   */
  public Optional<FinishedPoint> point(int number) throws IOException {
    return points.point(number);
  }

  /**
   * Keeps a point for a later run to resume from. Its request rows, if any, are closed before; a
   * replication in the results without such rows makes a later run repeat the point.
   *
   * @param number of the point, from 1
   * @return why it could not be kept; the run goes on, since nothing but resuming is lost
   */
  public Optional<String> keep(int number, FinishedPoint point) {
    try {
      points.keep(number, point);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          points.pointFile(number) + ": cannot be kept for resuming (" + Problems.text(e) + ")");
    }
  }

  /**
   * Opens the request rows of one replication, replacing what an interrupted run left.
   *
   * @param number of the point, from 1
   */
  public RequestRows requestRows(int number, String strategy, int replication) throws IOException {
    return points.openRows(number, strategy, replication);
  }

  /**
   * Keeps the benchmark of one replication, replacing what an interrupted run left.
   *
   * @param number of the point, from 1
   * @param entries keys and values of its file
   */
  public void keepBenchmark(
      int number, String strategy, int replication, Map<String, @Nullable Object> entries)
      throws IOException {
    points.keepBenchmark(number, strategy, replication, entries);
  }

  /** The blocks that vLLM would print of the benchmarks in a complete folder. */
  public static String benchmarkText(Path folder) throws IOException {
    return Benchmarks.text(folder);
  }

  /** That a run cannot go on, since its request rows or kept points cannot be written or read. */
  public OutputRefusedException refusal(IOException cause) {
    return new OutputRefusedException(
        folder
            + ": cannot be written ("
            + Problems.text(cause)
            + "). Maybe make room and run again: finished points are kept",
        cause);
  }

  /**
   * Writes the report files and completes the folder. When it cannot be written, all but the
   * request rows goes to a new folder for temporary files, and this one stays to resume from.
   *
   * @param formats to render; {@code results.json} is written whatever they are
   * @throws OutputRefusedException when nothing can be written anywhere
   */
  public Published publish(RunOutput output, Set<ReportFormat> formats) {
    if (isComplete()) {
      throw new IllegalStateException(folder + " is complete: there is nothing to publish");
    }
    Map<String, FileContent> files =
        ReportFiles.of(
            output,
            formats,
            points.requestParts(output.results().points()),
            points.benchmarkParts(output.results().points()));
    try {
      ReportFiles.write(folder, files);
    } catch (IOException e) {
      files.remove(RequestRows.FILE);
      return publishElsewhere(files, output.results().experiment(), e);
    }
    try {
      points.remove();
      return new Published(folder, null);
    } catch (IOException e) {
      return new Published(folder, folder + ": points/ cannot be removed: " + Problems.text(e));
    }
  }

  private Published publishElsewhere(
      Map<String, FileContent> files, String experiment, IOException cause) {
    try {
      Path fallback = Files.createTempDirectory("crossover-" + experiment + "-");
      ReportFiles.write(fallback, files);
      return new Published(
          fallback,
          folder
              + ": cannot be written ("
              + Problems.text(cause)
              + "). The results are in "
              + fallback);
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new OutputRefusedException(
          folder
              + ": cannot be written ("
              + Problems.text(cause)
              + "), nor can the folder for temporary files ("
              + Problems.text(e)
              + "). Maybe make room and run again: finished points are kept",
          e);
    }
  }

  /**
   * Renders the reports of a complete folder again.
   *
   * @return the results they were rendered from
   * @throws OutputRefusedException when the folder holds no complete run or cannot be written
   */
  public static Results render(Path folder, Set<ReportFormat> formats) {
    if (!Files.exists(folder.resolve(ManifestYaml.FILE))
        || !Files.exists(folder.resolve(RESULTS))) {
      throw new OutputRefusedException(
          folder + ": holds no finished run. Maybe name the folder that --out named?");
    }
    try {
      FolderLock lock = FolderLock.take(folder);
      try {
        return renderLocked(folder, formats);
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new OutputRefusedException(
          folder + ": cannot be rendered (" + Problems.text(e) + ")", e);
    }
  }

  private static Results renderLocked(Path folder, Set<ReportFormat> formats) throws IOException {
    Results results = ResultJson.read(folder.resolve(RESULTS));
    Manifest manifest = ManifestYaml.read(folder.resolve(ManifestYaml.FILE));
    removeTemporaries(folder);
    new PointStore(folder, manifest).remove();
    RunOutput output = new RunOutput(results, null, manifest);
    ReportFiles.write(folder, ReportFiles.rendered(output, formats));
    return results;
  }

  /** Lets the folder go; finished points stay for the next run of the same inputs. */
  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }

  private static void removeTemporaries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.filter(AtomicFile::isTemporary).toList()) {
        Files.deleteIfExists(entry);
      }
    }
  }
}
