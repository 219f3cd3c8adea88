package dev.crossover.experiments.spec;

import dev.crossover.traffic.profile.ProfileSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Traffic by itself, as the command line names it: a shipped profile, a file with a profile or an
 * experiment, or a recorded trace.
 *
 * @param name of the profile or file
 * @param spec what it says
 * @param folder where relative names of files start
 */
public record ProfileSource(String name, ProfileSpec spec, Path folder) {
  private static final String TRAFFIC = "traffic";

  /**
   * Reads what is named.
   *
   * @param given a profile's name, or a file
   * @param settings values set in the profile, by paths that begin with {@code traffic}
   * @throws UserInputException with all problems, sorted by line
   */
  public static ProfileSource of(String given, List<Setting> settings, Library library) {
    if (library.profiles().contains(given)) {
      String text = "traffic: {profile: \"" + given + "\"}";
      return of(given, StrictYaml.parse(text, given), settings, library);
    }
    Path file = Path.of(given);
    if (!Files.exists(file)) {
      String nearest = CheckScope.unknown(given, library.profiles(), "a traffic profile or a file");
      throw new UserInputException(Problem.at(Place.option(given), "", nearest));
    }
    if (isYaml(file)) {
      return of(given, StrictYaml.read(file), settings, library);
    }
    String quoted = file.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"");
    String text = "traffic: {replay: {file: \"" + quoted + "\"}}";
    return of(given, StrictYaml.parse(text, given), settings, library);
  }

  /**
   * Reads a profile that stands in no file of its own.
   *
   * @param given how messages name it
   */
  public static ProfileSource parse(
      String given, String text, List<Setting> settings, Library library) {
    return of(given, StrictYaml.parse(text, given), settings, library);
  }

  private static ProfileSource of(
      String given, YamlDocument document, List<Setting> settings, Library library) {
    ProblemList problems = new ProblemList();
    problems.addAll(document.problems());
    YamlNode.Mapping root = document.root();
    YamlNode.Entry written = root.entries().get(TRAFFIC);
    boolean wrapped = written != null;
    YamlNode.Entry traffic = written == null ? new YamlNode.Entry(root.place(), root) : written;
    YamlNode.Mapping tree = new YamlNode.Mapping(root.place(), Map.of(TRAFFIC, traffic));
    TrafficSource source = new TrafficSource(library, problems);
    tree = set(source.fillIn(tree), settings, problems);
    Binder binder = new Binder(problems);
    YamlNode node = tree.get(TRAFFIC);
    Optional<ProfileSpec> spec =
        node == null
            ? Optional.empty()
            : binder.bind(node, ProfileSpec.class, traffic.place(), wrapped ? TRAFFIC : "");
    problems.throwIfAny();
    ProfileSpec profile =
        spec.orElseThrow(() -> new IllegalStateException(given + " is refused without problem"));
    return new ProfileSource(name(given, profile), profile, source.folder(tree, document));
  }

  private static YamlNode.Mapping set(
      YamlNode.Mapping tree, List<Setting> settings, ProblemList problems) {
    YamlNode.Mapping result = tree;
    for (Setting setting : settings) {
      try {
        result = TreeEdit.set(result, setting);
      } catch (IllegalArgumentException e) {
        problems.add(setting.place(), setting.path().toString(), String.valueOf(e.getMessage()));
      }
    }
    return result;
  }

  private static String name(String given, ProfileSpec profile) {
    @Nullable String own = profile.name();
    return own == null ? given : own;
  }

  private static boolean isYaml(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
