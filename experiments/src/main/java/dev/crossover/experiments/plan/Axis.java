package dev.crossover.experiments.plan;

import dev.crossover.experiments.spec.TreePath;
import dev.crossover.experiments.spec.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction of a sweep: values for a path, or for several paths side by side.
 *
 * @param paths at least one
 * @param rows one value per path in each
 */
record Axis(List<TreePath> paths, List<List<YamlNode>> rows) {
  Axis {
    paths = List.copyOf(paths);
    rows = List.copyOf(rows);
    for (List<YamlNode> row : rows) {
      if (row.size() != paths.size()) {
        throw new IllegalArgumentException("a row has a value per path");
      }
    }
  }

  /** Values for one path. */
  static Axis of(TreePath path, List<YamlNode> values) {
    return new Axis(List.of(path), values.stream().map(List::of).toList());
  }

  /** The axis without a path that is set otherwise; without any path it has no rows. */
  Axis without(TreePath path) {
    int index = paths.indexOf(path);
    if (index < 0) {
      return this;
    }
    List<TreePath> otherPaths = new ArrayList<>(paths);
    otherPaths.remove(index);
    List<List<YamlNode>> otherRows = new ArrayList<>();
    for (List<YamlNode> row : rows) {
      List<YamlNode> others = new ArrayList<>(row);
      others.remove(index);
      otherRows.add(others);
    }
    return new Axis(otherPaths, otherPaths.isEmpty() ? List.of() : otherRows);
  }
}
