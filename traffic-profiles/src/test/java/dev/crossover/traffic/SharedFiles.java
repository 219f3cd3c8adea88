package dev.crossover.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Measured data that may lie beside the repository, in {@code ../shared}. */
public final class SharedFiles {
  private SharedFiles() {}

  /** A file of the data; the test is skipped where it is absent, and fails there under CI. */
  public static Path require(String name) {
    Path file = moduleFolder().resolve("../../shared").resolve(name).normalize();
    if (System.getenv("CI") != null) {
      assertThat(file).exists();
    }
    Assumptions.assumeTrue(Files.exists(file), () -> file + " is absent: optional data");
    return file;
  }

  public static Path moduleFolder() {
    return Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
  }
}
