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

  /** Keys that say how requests come, of which a profile has one. */
  private static final Set<String> PACES = Set.of("rate", "closed_loop", "batch", "replay");

  /** Those and the keys that shape a rate. */
  private static final Set<String> PACING =
      Set.of(
          "rate",
          "rate_of",
          "arrival",
          "seasonality",
          "modulation",
          "stages",
          "spikes",
          "closed_loop",
          "batch",
          "replay",
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

  /** The folder where a trace's relative name starts: that of the file which names the trace. */
  Path folder(YamlNode.Mapping filled, YamlDocument experiment) {
    YamlNode trace = TreeEdit.find(filled, TreePath.valueOf("traffic.replay.file")).orElse(null);
    String written = trace == null ? experiment.file() : trace.place().file();
    Path here = Path.of("");
    if (written.equals(experiment.file())) {
      return experiment.folder().orElse(here);
    }
    return file != null && written.equals(file.file()) ? file.folder().orElse(here) : here;
  }

  private static YamlNode.Mapping merged(YamlDocument document, YamlNode.Mapping given) {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(document.root().entries());
    Map<String, YamlNode.Entry> own = given.without(PROFILE).entries();
    if (PACES.stream().anyMatch(own::containsKey)) {
      // What paces the requests is said anew: the file's rate, its week and its bursts are over.
      entries.keySet().removeAll(own.containsKey("rate") ? PACES : PACING);
    }
    entries.putAll(own);
    return new YamlNode.Mapping(given.place(), entries);
  }
}
