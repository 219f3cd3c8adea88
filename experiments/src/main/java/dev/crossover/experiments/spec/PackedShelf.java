package dev.crossover.experiments.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The files that are packed into the program's jars, for use as a library. */
final class PackedShelf implements Shelf {
  private static final String MODELS = "/crossover/models/";
  private static final String TRAFFIC = "/crossover/traffic-profiles/";

  @Override
  public List<String> files(String folder) {
    if (folder.equals(PROFILES)) {
      return index(TRAFFIC).stream().sorted().toList();
    }
    String prefix = folder + "/";
    return index(MODELS).stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .sorted()
        .toList();
  }

  @Override
  public YamlDocument read(String folder, String file) {
    String resource = folder.equals(PROFILES) ? TRAFFIC + file : MODELS + folder + "/" + file;
    try (InputStream in = open(resource)) {
      return StrictYaml.read(in, resource.substring(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> index(String root) {
    String resource = root + "index.txt";
    try (InputStream in = open(resource)) {
      return TextFile.decode(TextFile.limited(in, resource), resource)
          .lines()
          .filter(line -> line.endsWith(".yaml"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = PackedShelf.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(resource + " is not packed");
    }
    return in;
  }
}
