package dev.crossover.experiments.run;

import dev.crossover.engine.units.NearestName;
import dev.crossover.experiments.plan.ExperimentPlan;
import dev.crossover.experiments.plan.Point;
import dev.crossover.experiments.spec.ClaimSpec;
import dev.crossover.experiments.spec.Experiment;
import dev.crossover.experiments.spec.Problem;
import dev.crossover.experiments.spec.TreePath;
import dev.crossover.experiments.spec.UserInputException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Refuses claims about values that no result can have, before anything runs: their paths are
 * followed through the types of the results.
 */
final class ClaimPaths {
  /** Where the quantity begins, after {@code strategies.NAME}. */
  private static final int FIRST_FIELD = 2;

  private final Experiment experiment;
  private final TreePath path;
  private final ClaimNames names;

  private ClaimPaths(Point point, TreePath path) {
    this.experiment = point.experiment();
    this.path = path;
    this.names = new ClaimNames(experiment, path.segments().get(1));
  }

  /**
   * Checks every claim of a plan.
   *
   * @throws UserInputException with all claims that lead nowhere
   */
  static void require(ExperimentPlan plan) {
    List<Problem> problems = new ArrayList<>();
    for (ClaimSpec claim : plan.points().get(0).experiment().spec().claims()) {
      Point point = plan.pointsOf(claim).get(0);
      check(point, claim, "value", claim.value(), problems);
      if (claim.over() != null) {
        check(point, claim, "over", claim.over(), problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new UserInputException(problems);
    }
  }

  private static void check(
      Point point, ClaimSpec claim, String key, TreePath path, List<Problem> problems) {
    try {
      new ClaimPaths(point, path).follow();
    } catch (IllegalArgumentException e) {
      TreePath at = new TreePath(List.of("claims", claim.id(), key));
      problems.add(
          Problem.at(
              point.experiment().placeOf(at), at.toString(), String.valueOf(e.getMessage())));
    }
  }

  private void follow() {
    Type type = StrategyResult.class;
    for (int depth = FIRST_FIELD; depth < path.segments().size(); depth++) {
      type = child(type, depth);
    }
    if (type instanceof Class<?> single && isNumber(single)) {
      return;
    }
    boolean isPart = type instanceof ParameterizedType || ((Class<?>) type).isRecord();
    String kind = isPart ? "a part with values below" : "text or a yes or no";
    throw new IllegalArgumentException(
        "is not a number but "
            + kind
            + " ("
            + path
            + ")"
            + advice("", keys(type, path.segments())));
  }

  /** The type of the value that a segment leads to. */
  private Type child(Type type, int depth) {
    String segment = path.segments().get(depth);
    List<String> before = path.segments().subList(0, depth);
    if (type instanceof Class<?> part && part.isRecord()) {
      for (RecordComponent component : part.getRecordComponents()) {
        if (ResultTree.name(component).equals(segment)) {
          names.requireExists(component, depth == FIRST_FIELD);
          return component.getGenericType();
        }
      }
    } else if (type instanceof ParameterizedType many) {
      Collection<String> known = names.of(before);
      boolean numbered = many.getRawType() == List.class && segment.matches("[0-9]{1,4}");
      if (known.isEmpty() || known.contains(segment) || numbered) {
        return many.getActualTypeArguments()[many.getActualTypeArguments().length - 1];
      }
    }
    throw new IllegalArgumentException(
        "leads nowhere: %s has no '%s'".formatted(String.join(".", before), segment)
            + advice(segment, keys(type, before)));
  }

  private Collection<String> keys(Type type, List<String> before) {
    if (type instanceof ParameterizedType) {
      return names.of(before);
    }
    List<String> keys = new ArrayList<>();
    if (((Class<?>) type).isRecord()) {
      for (RecordComponent component : ((Class<?>) type).getRecordComponents()) {
        keys.add(ResultTree.name(component));
      }
    }
    return keys;
  }

  private static String advice(String wanted, Collection<String> known) {
    if (known.isEmpty()) {
      return ". Maybe strategies.NAME.cost.monthly_usd?";
    }
    String all = "one of " + String.join(", ", known);
    return ". Maybe " + NearestName.of(wanted, known).orElse(all) + "?";
  }

  private static boolean isNumber(Class<?> type) {
    return Number.class.isAssignableFrom(type)
        || (type.isPrimitive() && type != boolean.class && type != char.class);
  }
}
