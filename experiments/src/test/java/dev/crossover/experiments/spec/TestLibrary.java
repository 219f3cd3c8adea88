package dev.crossover.experiments.spec;

import java.nio.file.Path;
import java.util.List;

/** The checkout's own catalogue and profiles, for tests of this module. */
public final class TestLibrary {
  private static final Path HOME = Path.of("..");

  private TestLibrary() {}

  public static Library library() {
    return Library.of(HOME, List.of());
  }
}
