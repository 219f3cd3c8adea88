package dev.crossover.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that the arguments name: files as they are, folders in order of name. */
final class InputFiles {
  private InputFiles() {}

  /**
   * Names folders' files, and leaves out repetitions.
   *
   * @param ending of a folder's files that count, such as {@code .yaml}
   */
  static List<Path> of(List<Path> arguments, String ending) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path argument : arguments) {
      if (Files.isDirectory(argument)) {
        files.addAll(within(argument, ending));
      } else {
        files.add(argument);
      }
    }
    return files.stream().distinct().toList();
  }

  private static List<Path> within(Path folder, String ending) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found = entries.filter(path -> path.toString().endsWith(ending)).sorted().toList();
      if (found.isEmpty()) {
        throw new IllegalOptionException(
            folder + ": holds no " + ending + " file. Maybe name a file?");
      }
      return found;
    }
  }
}
