package dev.crossover.experiments.plan;

import dev.crossover.experiments.spec.ClaimSpec;
import dev.crossover.experiments.spec.Experiment;
import dev.crossover.experiments.spec.ExperimentFile;
import dev.crossover.experiments.spec.ExperimentSpec;
import dev.crossover.experiments.spec.Place;
import dev.crossover.experiments.spec.Problem;
import dev.crossover.experiments.spec.ProblemList;
import dev.crossover.experiments.spec.Setting;
import dev.crossover.experiments.spec.TreePath;
import dev.crossover.experiments.spec.UserInputException;
import dev.crossover.experiments.spec.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The points of an experiment file, each checked in full before anything runs. */
public final class ExperimentPlan {
  static final int MAX_POINTS = 10_000;

  private final ExperimentFile file;
  private final List<Point> points;

  private ExperimentPlan(ExperimentFile file, List<Point> points) {
    this.file = file;
    this.points = List.copyOf(points);
  }

  /**
   * The points that a file and the command line ask for: all combinations of the sweep, the first
   * key turning slowest, the zipped keys together fastest. An option with one value replaces the
   * file's, also where it is swept; one with several values is swept in place of the file's.
   *
   * @throws UserInputException with all problems of all points, sorted by line
   */
  public static ExperimentPlan of(ExperimentFile file, List<SetOption> options) {
    ProblemList problems = new ProblemList();
    List<Axis> axes = fileAxes(file, problems);
    List<Setting> fixed = new ArrayList<>();
    for (SetOption option : options) {
      apply(option, axes, fixed);
    }
    requireBearable(file, axes);
    if (!problems.isEmpty()) {
      file.with(fixed, problems); // tells what else is wrong
    }
    List<Point> points = problems.isEmpty() ? points(file, axes, fixed, problems) : List.of();
    problems.throwIfAny();
    ExperimentPlan plan = new ExperimentPlan(file, points);
    plan.requireClaimsMeetPoints();
    return plan;
  }

  public ExperimentFile file() {
    return file;
  }

  /** In the order in which they are run and reported, at least one. */
  public List<Point> points() {
    return points;
  }

  /** Points that a claim is about, in order. */
  public List<Point> pointsOf(ClaimSpec claim) {
    return points.stream().filter(point -> isAbout(claim, point)).toList();
  }

  private static boolean isAbout(ClaimSpec claim, Point point) {
    return claim.at().entrySet().stream()
        .allMatch(
            condition ->
                point
                    .experiment()
                    .value(condition.getKey())
                    .filter(value -> Written.same(value, condition.getValue()))
                    .isPresent());
  }

  private static List<Axis> fileAxes(ExperimentFile file, ProblemList problems) {
    AxisReader reader = new AxisReader(problems);
    YamlNode.Mapping root = file.document().root();
    List<Axis> axes = new ArrayList<>(reader.sweep(root.get("sweep")));
    reader.zip(root.get("zip")).ifPresent(axes::add);
    Set<TreePath> seen = new HashSet<>();
    for (Axis axis : axes) {
      for (Axis.Column column : axis.columns()) {
        if (!seen.add(column.path())) {
          String message = "is swept twice. Maybe remove one of the two?";
          problems.add(column.place(), column.path().toString(), message);
        }
      }
    }
    return axes;
  }

  private static void apply(SetOption option, List<Axis> axes, List<Setting> fixed) {
    axes.replaceAll(axis -> axis.without(option.path()));
    axes.removeIf(axis -> axis.columns().isEmpty());
    fixed.removeIf(setting -> setting.path().equals(option.path()));
    if (option.values().size() == 1) {
      fixed.add(new Setting(option.path(), option.place(), option.values().get(0)));
    } else {
      Axis.Column column = new Axis.Column(option.path(), option.place(), option.values());
      axes.add(new Axis(List.of(column)));
    }
  }

  private static void requireBearable(ExperimentFile file, List<Axis> axes) {
    long count = 1;
    for (Axis axis : axes) {
      count = Math.min(Long.MAX_VALUE / 2_000, count * axis.size());
    }
    if (count > MAX_POINTS) {
      YamlNode sweep = file.document().root().get("sweep");
      Place place = sweep == null ? Place.startOf(file.document().file()) : sweep.place();
      String message = "has too many points (" + count + ", limit " + MAX_POINTS + ")";
      throw new UserInputException(Problem.at(place, "sweep", message + ". Maybe fewer values?"));
    }
  }

  private static List<Point> points(
      ExperimentFile file, List<Axis> axes, List<Setting> fixed, ProblemList problems) {
    List<Point> points = new ArrayList<>();
    int[] rows = new int[axes.size()];
    boolean more = true;
    while (more) {
      List<Setting> settings = new ArrayList<>(fixed);
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int i = 0; i < rows.length; i++) {
        for (Setting setting : axes.get(i).settings(rows[i])) {
          settings.add(setting);
          parameters.put(setting.path().toString(), Written.text(setting.value()));
        }
      }
      int index = points.size();
      file.with(settings, problems)
          .ifPresent(experiment -> points.add(Point.of(index, parameters, experiment)));
      more = advance(rows, axes);
    }
    return points;
  }

  /** The next combination, the last axis turning fastest; false after the last one. */
  private static boolean advance(int[] rows, List<Axis> axes) {
    for (int i = rows.length - 1; i >= 0; i--) {
      if (++rows[i] < axes.get(i).size()) {
        return true;
      }
      rows[i] = 0;
    }
    return false;
  }

  private void requireClaimsMeetPoints() {
    ProblemList problems = new ProblemList();
    Experiment first = points.get(0).experiment();
    ExperimentSpec spec = first.spec();
    for (ClaimSpec claim : spec.claims()) {
      if (pointsOf(claim).isEmpty()) {
        Place place = first.placeOf(new TreePath(List.of("claims", claim.id(), "at")));
        String message = "meets no point of the sweep. Maybe use a value that is swept?";
        problems.add(place, "claims." + claim.id() + ".at", message);
      }
    }
    problems.throwIfAny();
  }
}
