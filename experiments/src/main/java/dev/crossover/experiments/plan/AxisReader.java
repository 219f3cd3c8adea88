package dev.crossover.experiments.plan;

import dev.crossover.experiments.spec.ProblemList;
import dev.crossover.experiments.spec.StrictYaml;
import dev.crossover.experiments.spec.TreePath;
import dev.crossover.experiments.spec.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code sweep} and {@code zip} blocks of an experiment file. */
final class AxisReader {
  private static final List<String> NEVER =
      List.of("name", "description", "strategies", "claims", "sweep", "zip");

  private final ProblemList problems;

  AxisReader(ProblemList problems) {
    this.problems = problems;
  }

  /** An axis per key. */
  List<Axis> sweep(@Nullable YamlNode block) {
    List<Axis> axes = new ArrayList<>();
    columns("sweep", block).forEach(column -> axes.add(new Axis(List.of(column))));
    return axes;
  }

  /** One axis with all keys side by side, if there are any. */
  Optional<Axis> zip(@Nullable YamlNode block) {
    List<Axis.Column> columns = columns("zip", block);
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    int size = columns.get(0).values().size();
    for (Axis.Column column : columns) {
      if (column.values().size() != size) {
        String message =
            "has another number of values than the first (%s, %s). Maybe one is missing?"
                .formatted(column.values().size(), size);
        problems.add(column.place(), "zip." + column.path(), message);
        return Optional.empty();
      }
    }
    return Optional.of(new Axis(columns));
  }

  private List<Axis.Column> columns(String name, @Nullable YamlNode block) {
    List<Axis.Column> columns = new ArrayList<>();
    if (block instanceof YamlNode.Mapping mapping) {
      for (Map.Entry<String, YamlNode.Entry> entry : mapping.entries().entrySet()) {
        column(name, entry.getKey(), entry.getValue()).ifPresent(columns::add);
      }
    } else if (block != null && !(block instanceof YamlNode.Refused)) {
      problems.add(
          block.place(),
          name,
          "must be a block of paths. Maybe traffic.rate: [1M/month, 3M/month]");
    }
    return columns;
  }

  private Optional<Axis.Column> column(String block, String key, YamlNode.Entry entry) {
    String place = block + "." + key;
    TreePath path;
    try {
      path = TreePath.valueOf(key);
    } catch (IllegalArgumentException e) {
      problems.add(entry.place(), place, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    if (isFixed(path.segments())) {
      problems.add(entry.place(), place, "cannot be swept. Maybe a key below it?");
      return Optional.empty();
    }
    List<YamlNode> values = values(entry.value(), place);
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Axis.Column(path, entry.place(), values));
  }

  /** Strategies keep their names too: claims, hybrids and enforce go by them. */
  private static boolean isFixed(List<String> path) {
    boolean isNamed = path.get(0).equals("strategies") && path.get(path.size() - 1).equals("name");
    return NEVER.contains(path.get(0)) && (path.size() < 3 || (isNamed && path.size() == 3));
  }

  private List<YamlNode> values(YamlNode node, String path) {
    if (node instanceof YamlNode.Sequence list) {
      if (list.items().isEmpty()) {
        problems.add(node.place(), path, "has no values. Maybe [1, 2, 4]");
      }
      return list.items();
    }
    if (node instanceof YamlNode.Mapping range) {
      return range(range, path);
    }
    if (node instanceof YamlNode.Scalar scalar) {
      String advice = "[" + scalar.text() + "]";
      problems.add(node.place(), path, "must be a list or a range. Maybe " + advice + "?");
    }
    return List.of();
  }

  private List<YamlNode> range(YamlNode.Mapping range, String path) {
    Optional<RangeSpec> spec = StrictYaml.bind(range, RangeSpec.class, path, problems);
    if (spec.isEmpty()) {
      return List.of();
    }
    try {
      return spec.get().values().stream()
          .<YamlNode>map(text -> new YamlNode.Scalar(range.place(), text, true))
          .toList();
    } catch (IllegalArgumentException e) {
      problems.add(range.place(), path, String.valueOf(e.getMessage()));
      return List.of();
    }
  }
}
