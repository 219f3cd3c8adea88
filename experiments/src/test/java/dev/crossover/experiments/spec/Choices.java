package dev.crossover.experiments.spec;

import dev.crossover.engine.fleet.RouteCondition;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.Reason;
import dev.crossover.experiments.report.ReportFormat;
import dev.crossover.experiments.run.RequestCounts;
import dev.crossover.traffic.arrival.SeasonPreset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The closed choices of the program: the enums that keys are read into, and a few more. */
final class Choices {
  /** Routing rules by the class that decides, as one writes them. */
  static final Map<Class<?>, String> ROUTE_RULES =
      Map.of(
          RouteCondition.QueueDepthAtLeast.class, "when: queue_depth >= 16",
          RouteCondition.NoReplica.class, "when: no_replica",
          RouteCondition.WithinHours.class, "hours: \"00:00-04:00\"");

  /**
   * One list to choose from.
   *
   * @param where the key or option that takes it
   * @param type what its Javadoc explains
   * @param entries in the order of the code
   */
  record Choice(String where, Class<?> type, List<Entry> entries) {}

  /**
   * One value.
   *
   * @param written as one writes or reads it
   * @param type whose Javadoc holds the meaning
   * @param part the component or constant that it explains; empty for the type itself
   */
  record Entry(String written, Class<?> type, String part) {
    String meaning(SourceDocs docs) {
      return part.isEmpty() ? docs.summary(type) : docs.part(type, part);
    }
  }

  private Choices() {}

  /** The choices of the keys in these blocks, then those that no key's type tells. */
  static List<Choice> of(List<KeyWalk.Block> blocks) {
    List<Choice> choices = new ArrayList<>();
    for (KeyWalk.Block block : blocks) {
      for (KeyWalk.Key key : block.keys()) {
        if (key.type() instanceof Class<?> type
            && type.isEnum()
            && choices.stream().noneMatch(choice -> choice.type() == type)) {
          choices.add(new Choice(key.path(), type, entries(type, ScalarTypes.names(type))));
        }
      }
    }
    choices.add(presets());
    choices.add(routeRules());
    choices.add(new Choice("--format", ReportFormat.class, lower(ReportFormat.class)));
    choices.add(fates());
    choices.add(new Choice("requests.reasons", Reason.class, lower(Reason.class)));
    return choices;
  }

  private static Choice presets() {
    List<Entry> entries = new ArrayList<>();
    for (SeasonPreset preset : SeasonPreset.values()) {
      entries.add(new Entry(preset.yamlName(), SeasonPreset.class, preset.name()));
    }
    return new Choice("traffic.seasonality.preset", SeasonPreset.class, entries);
  }

  private static Choice routeRules() {
    List<Entry> entries = new ArrayList<>();
    for (Class<?> rule : RouteCondition.class.getPermittedSubclasses()) {
      String written = ROUTE_RULES.get(rule);
      if (written == null) {
        throw new IllegalStateException(rule + " is not told in Choices: how is it written?");
      }
      entries.add(new Entry(written, rule, ""));
    }
    return new Choice("strategies[].hybrid.route[]", RouteCondition.class, entries);
  }

  /** The results count each fate by its name. */
  private static Choice fates() {
    List<Entry> entries = new ArrayList<>();
    for (Fate fate : Fate.values()) {
      String name = fate.name().toLowerCase(Locale.ROOT);
      entries.add(new Entry(name, RequestCounts.class, name));
    }
    return new Choice("requests", Fate.class, entries);
  }

  private static List<Entry> lower(Class<? extends Enum<?>> type) {
    return entries(type, ScalarTypes.names(type));
  }

  private static List<Entry> entries(Class<?> type, List<String> names) {
    List<Entry> entries = new ArrayList<>();
    Object[] constants = type.getEnumConstants();
    for (int i = 0; i < constants.length; i++) {
      entries.add(new Entry(names.get(i), type, ((Enum<?>) constants[i]).name()));
    }
    return entries;
  }
}
