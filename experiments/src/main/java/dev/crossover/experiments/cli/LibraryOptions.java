package dev.crossover.experiments.cli;

import dev.crossover.experiments.spec.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where names are looked up. */
final class LibraryOptions {
  /** Set by the launcher to the checkout whose folders are the base catalogue. */
  private static final String HOME_PROPERTY = "crossover.home";

  @Option(
      names = "--catalog",
      paramLabel = "DIR",
      description =
          "Folder with llms, gpus, instances, hosted or traffic-profiles whose entries replace the"
              + " shipped ones; may be repeated.")
  private List<Path> overlays = new ArrayList<>();

  Library library() {
    @Nullable String home = System.getProperty(HOME_PROPERTY);
    return home == null ? Library.packed(overlays) : Library.of(Path.of(home), overlays);
  }
}
