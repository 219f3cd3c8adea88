package dev.crossover.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts kept beside the tests; what differs is left under target/golden to look at. */
final class Golden {
  private Golden() {}

  static void check(String name, String actual) {
    String expected = read(name);
    if (!actual.equals(expected)) {
      leave(name, actual);
    }
    assertThat(actual).as("golden file " + name).isEqualTo(expected);
  }

  private static String read(String name) {
    try (InputStream in = Golden.class.getResourceAsStream(name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void leave(String name, String actual) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "golden"));
      Files.writeString(folder.resolve(name), actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
