package dev.crossover.experiments.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar, in the words of {@code --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {line()};
  }

  /** The number alone, such as {@code 0.1.0}. */
  static String number() throws IOException {
    String line = line();
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static String line() throws IOException {
    try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
      if (text == null) {
        throw new IllegalStateException("version.txt is missing beside " + Version.class);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
