package dev.crossover.experiments.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a folder holds for a run that wants to write there. */
enum FolderState {
  /** Nothing, or only traces of a run that was killed before it said what it was. */
  FREE,
  /** A run of the same inputs that did not end. */
  UNFINISHED,
  /** A run of the same inputs, ready to read. */
  COMPLETE;

  /**
   * Looks without touching.
   *
   * @throws OutputRefusedException when the folder holds anything else
   */
  static FolderState of(Path folder, Manifest manifest) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new OutputRefusedException(folder + ": is a file. Maybe choose another --out?");
    }
    if (!Files.exists(folder.resolve(ManifestYaml.FILE))) {
      requireNothingForeign(folder);
      return FREE;
    }
    requireSameInputs(folder, manifest);
    return Files.exists(folder.resolve(OutputFolder.RESULTS)) ? COMPLETE : UNFINISHED;
  }

  private static void requireNothingForeign(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<String> foreign =
          entries
              .filter(entry -> !isOurs(entry))
              .map(Path::getFileName)
              .map(Path::toString)
              .sorted()
              .toList();
      if (!foreign.isEmpty()) {
        throw new OutputRefusedException(
            folder
                + ": holds "
                + foreign.get(0)
                + " but no manifest.yaml, so it is no run of ours. Maybe choose another folder"
                + " with --out");
      }
    }
  }

  private static boolean isOurs(Path entry) {
    return AtomicFile.isTemporary(entry)
        || String.valueOf(entry.getFileName()).equals(FolderLock.FILE);
  }

  private static void requireSameInputs(Path folder, Manifest manifest) throws IOException {
    Manifest stored = ManifestYaml.read(folder.resolve(ManifestYaml.FILE));
    List<String> differences = manifest.differences(stored);
    if (!differences.isEmpty()) {
      throw new OutputRefusedException(
          folder
              + ": holds a run of other inputs ("
              + String.join(", ", differences)
              + "). Maybe choose another folder with --out, or remove this one");
    }
  }
}
