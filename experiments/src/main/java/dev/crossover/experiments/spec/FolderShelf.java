package dev.crossover.experiments.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders on disk.
 *
 * @param models holds llms, gpus, instances and hosted
 * @param profiles holds traffic profiles
 */
record FolderShelf(Path models, Path profiles) implements Shelf {
  @Override
  public List<String> files(String folder) {
    Path path = path(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public YamlDocument read(String folder, String file) {
    return StrictYaml.read(path(folder).resolve(file));
  }

  private Path path(String folder) {
    return folder.equals(PROFILES) ? profiles : models.resolve(folder);
  }
}
