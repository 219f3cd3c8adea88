package dev.crossover.experiments.spec;

import dev.crossover.engine.units.TimeSpan;
import dev.crossover.models.catalog.Catalog;
import dev.crossover.traffic.profile.TrafficProfile;
import dev.crossover.traffic.profile.TrafficWindow;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One experiment that makes sense: what is written, with names looked up and defaults filled in.
 */
public final class Experiment {
  private static final TimeSpan HORIZON = TimeSpan.valueOf("30d");

  private final ExperimentSpec spec;
  private final YamlNode.Mapping tree;
  private final List<ResolvedStrategy> strategies;
  private final Path trafficFolder;
  private final Catalog catalog;

  /** Found when first asked for, since a trace is read to its end for it. */
  private @Nullable TrafficWindow window;

  Experiment(
      ExperimentSpec spec,
      YamlNode.Mapping tree,
      List<ResolvedStrategy> strategies,
      Path trafficFolder,
      Catalog catalog) {
    this.spec = spec;
    this.tree = tree;
    this.strategies = List.copyOf(strategies);
    this.trafficFolder = trafficFolder;
    this.catalog = catalog;
  }

  public ExperimentSpec spec() {
    return spec;
  }

  /** What the file says, with settings made and the profile filled in. */
  public YamlNode.Mapping tree() {
    return tree;
  }

  /** The strategies in the order written. */
  public List<ResolvedStrategy> strategies() {
    return strategies;
  }

  /** The part of the catalogue that experiments of this file use. */
  public Catalog catalog() {
    return catalog;
  }

  /** The day whose prices hold: as given, or the newest in the used part of the catalogue. */
  public LocalDate priceDate() {
    LocalDate given = spec.costs().priceDate();
    return given == null ? catalog.newestDate() : given;
  }

  /** The folder where the name of a trace starts. */
  public Path trafficFolder() {
    return trafficFolder;
  }

  /** Where the value at a path is written, or the top of the file. */
  public Place placeOf(TreePath path) {
    return TreeEdit.find(tree, path).map(YamlNode::place).orElse(tree.place());
  }

  /** The single value at a path as it counts here, if the tree has one. */
  public Optional<String> value(TreePath path) {
    return TreeEdit.find(tree, path)
        .flatMap(
            node ->
                node instanceof YamlNode.Scalar scalar
                    ? Optional.of(scalar.text())
                    : Optional.empty());
  }

  /**
   * Warm-up, horizon and drain. Without a horizon in the file it is the trace's span, or 30 days.
   *
   * @throws UserInputException when the trace cannot be read or all is longer than 20 years
   */
  public TrafficWindow window() {
    TrafficWindow known = window;
    if (known == null) {
      known = findWindow();
      window = known;
    }
    return known;
  }

  private TrafficWindow findWindow() {
    return located(
        () -> {
          TimeSpan given = spec.horizon();
          TimeSpan horizon =
              given == null
                  ? TrafficProfile.naturalHorizon(spec.traffic(), trafficFolder).orElse(HORIZON)
                  : given;
          return new TrafficWindow(spec.month(), spec.warmup(), horizon, spec.drain());
        },
        spec.horizon() == null ? "traffic" : "horizon");
  }

  /**
   * The traffic, ready to be read.
   *
   * @throws UserInputException when it cannot fill the window or its trace cannot be read
   */
  public TrafficProfile traffic() {
    TrafficWindow window = window();
    return located(() -> TrafficProfile.of(spec.traffic(), window, trafficFolder), "traffic");
  }

  private <T> T located(Supplier<T> computation, String key) {
    ProblemList problems = new ProblemList();
    CheckScope top = new CheckScope(tree, tree.place(), "", problems);
    // What is wrong with a trace is told where the trace is named.
    Optional<CheckScope> replay = top.below("traffic").flatMap(below -> below.below("replay"));
    Optional<T> result =
        key.equals("traffic") && replay.isPresent()
            ? replay.get().attempt(computation, "file")
            : top.attempt(computation, key);
    problems.throwIfAny();
    return result.orElseThrow(() -> new IllegalStateException(key + " is refused without problem"));
  }
}
