package dev.crossover.experiments.spec;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the traffic profile that an experiment names: the file's keys, those of the experiment
 * before them, each where it was written.
 */
final class TrafficSource {
  private static final String PROFILE = "profile";

  /** Keys whose values name files. */
  private static final Set<String> NAMES = Set.of("file", "histogram");

  /** What an experiment can give in place of a profile's rate, or the other way round. */
  private static final Set<String> WITHOUT_RATE = Set.of("closed_loop", "batch");

  /** The rate and the keys that shape it. */
  private static final Set<String> RATE =
      Set.of(
          "rate",
          "rate_of",
          "arrival",
          "seasonality",
          "modulation",
          "stages",
          "spikes",
          "normalize");

  private final Library library;
  private final ProblemList problems;
  private @Nullable YamlDocument file;

  TrafficSource(Library library, ProblemList problems) {
    this.library = library;
    this.problems = problems;
  }

  /** The tree with the traffic as if it were written inline. */
  YamlNode.Mapping fillIn(YamlNode.Mapping tree) {
    YamlNode.Entry traffic = tree.entries().get("traffic");
    if (traffic == null
        || !(traffic.value() instanceof YamlNode.Mapping given)
        || given.get(PROFILE) == null) {
      return tree;
    }
    CheckScope scope = new CheckScope(given, traffic.place(), "traffic", problems);
    if (given.text(PROFILE) == null) {
      scope.tell(
          PROFILE,
          "must be the name of a profile. Maybe one of "
              + String.join(", ", library.profiles())
              + "?");
    }
    Optional<YamlDocument> profile = scope.look(PROFILE, library::profile);
    file = profile.orElse(null);
    YamlNode filled =
        profile
            .<YamlNode>map(document -> merged(document, given))
            .orElse(new YamlNode.Refused(given.place()));
    return tree.with("traffic", new YamlNode.Entry(traffic.place(), filled));
  }

  /**
   * The folder where relative names of traces and histograms start: that of the file which writes
   * the first of them.
   */
  Path folder(YamlNode.Mapping filled, YamlDocument experiment) {
    YamlNode traffic = filled.get("traffic");
    String written =
        traffic == null
            ? experiment.file()
            : firstName(traffic).map(name -> name.place().file()).orElse(experiment.file());
    Path here = Path.of("");
    if (written.equals(experiment.file())) {
      return experiment.folder().orElse(here);
    }
    return file != null && written.equals(file.file()) ? file.folder().orElse(here) : here;
  }

  /** The first value of a key that names a file, in the traffic, its classes and its lengths. */
  private static Optional<YamlNode> firstName(YamlNode node) {
    if (node instanceof YamlNode.Sequence list) {
      return list.items().stream().flatMap(item -> firstName(item).stream()).findFirst();
    }
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return Optional.empty();
    }
    for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
      YamlNode value = entry.getValue().value();
      if (NAMES.contains(entry.getKey()) && value instanceof YamlNode.Scalar) {
        return Optional.of(value);
      }
      Optional<YamlNode> below = firstName(value);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }

  private static YamlNode.Mapping merged(YamlDocument document, YamlNode.Mapping given) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(document.root().entries());
    Map<String, YamlNode.Entry> own = given.without(PROFILE).entries();
    boolean withoutRate = WITHOUT_RATE.stream().anyMatch(own::containsKey);
    if (withoutRate || own.containsKey("rate")) {
      entries.keySet().removeAll(WITHOUT_RATE);
    }
    if (withoutRate) {
      entries.keySet().removeAll(RATE);
    }
    entries.putAll(own);
    return new YamlNode.Mapping(given.place(), entries);
  }
}
