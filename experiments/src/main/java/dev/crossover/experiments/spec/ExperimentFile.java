package dev.crossover.experiments.spec;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An experiment file that was read and can be understood with different settings. */
public final class ExperimentFile {
  private static final List<String> PROFILE = List.of("traffic", "profile");

  private final YamlDocument document;
  private final Library library;

  private ExperimentFile(YamlDocument document, Library library) {
    this.document = document;
    this.library = library;
  }

  /**
   * Reads a file; what its keys mean is looked at by {@link #with}.
   *
   * @throws UserInputException when there is none or it has a syntax error
   */
  public static ExperimentFile read(Path file, Library library) {
    return new ExperimentFile(StrictYaml.read(file), library);
  }

  public YamlDocument document() {
    return document;
  }

  public Library library() {
    return library;
  }

  /**
   * The experiment as written.
   *
   * @throws UserInputException with all problems, sorted by line
   */
  public Experiment experiment() {
    return with(List.of());
  }

  /**
   * The experiment with values set in its tree; its sweep is not looked at.
   *
   * @throws UserInputException with all problems, sorted by line, those of settings at their place
   */
  public Experiment with(List<Setting> settings) {
    ProblemList problems = new ProblemList();
    Optional<Experiment> experiment = with(settings, problems);
    problems.throwIfAny();
    return experiment.orElseThrow(
        () -> new IllegalStateException(document.file() + " is refused without problem"));
  }

  /** As {@link #with(List)}, but collects the problems; the result is empty if there are any. */
  public Optional<Experiment> with(List<Setting> settings, ProblemList problems) {
    ProblemList own = new ProblemList();
    own.addAll(document.problems());
    TrafficSource traffic = new TrafficSource(library, own);
    YamlNode.Mapping tree = traffic.fillIn(set(document.root(), settings, true, own));
    tree = set(tree, settings, false, own);
    Binder binder = new Binder(own);
    Optional<ExperimentSpec> spec = binder.bind(tree, ExperimentSpec.class, tree.place(), "");
    List<ResolvedStrategy> strategies = new CrossCheck(tree, binder, library.catalog(), own).run();
    problems.addAll(own.sorted());
    if (spec.isEmpty() || !own.isEmpty()) {
      return Optional.empty();
    }
    Path folder = traffic.folder(tree, document);
    return Optional.of(
        new Experiment(spec.get(), tree, strategies, folder, library.catalog().used()));
  }

  /** The profile's name is set before its file is read, everything else after. */
  private static YamlNode.Mapping set(
      YamlNode.Mapping tree, List<Setting> settings, boolean profile, ProblemList problems) {
    YamlNode.Mapping result = tree;
    for (Setting setting : settings) {
      if (setting.path().segments().equals(PROFILE) == profile) {
        try {
          result = TreeEdit.set(result, setting);
        } catch (IllegalArgumentException e) {
          String message = String.valueOf(e.getMessage());
          problems.add(setting.place(), setting.path().toString(), message);
        }
      }
    }
    return result;
  }
}
