package dev.crossover.experiments.spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML files strictly: UTF-8, at most 4 MiB, one document, 64 levels, no anchors, aliases,
 * merge keys, tags, duplicate keys, nor numbers that YAML's versions read differently.
 */
public final class StrictYaml {
  private StrictYaml() {}

  /**
   * Reads a file.
   *
   * @throws UserInputException with a syntax error alone; other mistakes wait until it is bound
   */
  public static YamlDocument read(Path file) {
    return document(TextFile.bytes(file), file.toString(), file.toAbsolutePath().getParent());
  }

  /** Reads a packed file. */
  static YamlDocument read(InputStream in, String file) throws IOException {
    return document(TextFile.limited(in, file), file, null);
  }

  /** Reads a text that stands in no file of its own. */
  public static YamlDocument parse(String text, String file) {
    return document(text.getBytes(StandardCharsets.UTF_8), file, null);
  }

  /** Reads a single value as given on the command line; all of it lies at {@code place}. */
  public static YamlNode value(String text, Place place) {
    ProblemList problems = new ProblemList();
    YamlNode node =
        new TreeReader(place.file(), problems)
            .read(TextFile.decode(text.getBytes(StandardCharsets.UTF_8), place.file()));
    problems.throwIfAny();
    return node == null ? new YamlNode.Scalar(place, "", true) : TreeEdit.moved(node, place);
  }

  /** A part of a tree as a record of this type, or empty after what is wrong has been told. */
  public static <T> Optional<T> bind(
      YamlNode node, Class<T> type, String path, ProblemList problems) {
    return new Binder(problems).bind(node, type, node.place(), path);
  }

  private static YamlDocument document(byte[] bytes, String file, @Nullable Path folder) {
    ProblemList problems = new ProblemList();
    YamlNode root = new TreeReader(file, problems).read(TextFile.decode(bytes, file));
    if (root == null || (root instanceof YamlNode.Scalar scalar && scalar.isNull())) {
      throw wrong(Place.startOf(file), "is empty. Maybe start with name: my-experiment");
    }
    if (!(root instanceof YamlNode.Mapping mapping)) {
      throw wrong(root.place(), "must be a block of keys. Maybe start with name: my-experiment");
    }
    return new YamlDocument(file, folder, bytes, mapping, problems.sorted());
  }

  private static UserInputException wrong(Place place, String message) {
    return new UserInputException(Problem.at(place, "", message));
  }
}
