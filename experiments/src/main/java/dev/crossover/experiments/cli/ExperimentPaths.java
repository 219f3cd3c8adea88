package dev.crossover.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The experiment files that the arguments name: files as they are, folders in order of name. */
final class ExperimentPaths {
  private ExperimentPaths() {}

  static List<Path> of(List<Path> arguments) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path argument : arguments) {
      if (Files.isDirectory(argument)) {
        files.addAll(within(argument));
      } else {
        files.add(argument);
      }
    }
    return files.stream().distinct().toList();
  }

  private static List<Path> within(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found =
          entries.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
      if (found.isEmpty()) {
        throw new IllegalOptionException(
            folder + ": holds no .yaml file. Maybe name an experiment file?");
      }
      return found;
    }
  }
}
