package dev.crossover.experiments.plan;

import dev.crossover.experiments.spec.Place;
import dev.crossover.experiments.spec.Setting;
import dev.crossover.experiments.spec.TreePath;
import dev.crossover.experiments.spec.YamlNode;
import java.util.List;

/**
 * One direction of a sweep: values for a path, or for several paths side by side.
 *
 * @param columns all with as many values
 */
record Axis(List<Column> columns) {
  /** The values of one path, and where the path is written. */
  record Column(TreePath path, Place place, List<YamlNode> values) {
    Column {
      values = List.copyOf(values);
    }
  }

  Axis {
    columns = List.copyOf(columns);
    for (Column column : columns) {
      if (column.values().size() != columns.get(0).values().size()) {
        throw new IllegalArgumentException("an axis has as many values for each path");
      }
    }
  }

  /** Number of values, 0 without any path. */
  int size() {
    return columns.isEmpty() ? 0 : columns.get(0).values().size();
  }

  /** What the axis sets at one of its values. */
  List<Setting> settings(int row) {
    return columns.stream()
        .map(column -> new Setting(column.path(), column.place(), column.values().get(row)))
        .toList();
  }

  /** The axis without a path that is set otherwise. */
  Axis without(TreePath path) {
    return new Axis(columns.stream().filter(column -> !column.path().equals(path)).toList());
  }
}
