package dev.crossover.experiments.spec;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A YAML file that was read: its tree, and what is wrong with it before anyone knows its type. */
public final class YamlDocument {
  private final String file;
  private final @Nullable Path folder;
  private final byte[] bytes;
  private final YamlNode.Mapping root;
  private final List<Problem> problems;

  YamlDocument(
      String file,
      @Nullable Path folder,
      byte[] bytes,
      YamlNode.Mapping root,
      List<Problem> problems) {
    this.file = file;
    this.folder = folder;
    this.bytes = bytes;
    this.root = root;
    this.problems = problems;
  }

  /** The file's name as the user gave it. */
  public String file() {
    return file;
  }

  /** Where the file lies, unless it is packed. */
  public Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  public YamlNode.Mapping root() {
    return root;
  }

  /** What is wrong regardless of the type: duplicate keys, aliases, octal numbers and the like. */
  List<Problem> problems() {
    return problems;
  }

  /**
   * The file as a record of this type; see {@link Binder} for how.
   *
   * @throws UserInputException with all problems of the file, sorted by line
   */
  public <T> T bind(Class<T> type) {
    ProblemList all = new ProblemList();
    all.addAll(problems);
    Optional<T> bound = new Binder(all).bind(root, type, root.place(), "");
    all.throwIfAny();
    return bound.orElseThrow(() -> new IllegalStateException(file + " is unbound without problem"));
  }

  /** SHA-256 of the file's bytes in hexadecimal. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
