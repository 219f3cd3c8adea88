package dev.crossover.experiments.report;

import dev.crossover.experiments.run.Results;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Swept paths by the shortest ends that tell them apart: what a table's head has room for. */
final class SweptNames {
  private SweptNames() {}

  /** Every swept path in the order of first sight. */
  static Set<String> paths(Results results) {
    Set<String> paths = new LinkedHashSet<>();
    results.points().forEach(point -> paths.addAll(point.parameters().keySet()));
    return paths;
  }

  /** Short names by path, in the same order. */
  static Map<String, String> of(Results results) {
    Set<String> paths = paths(results);
    int longest = paths.stream().mapToInt(path -> path.split("\\.").length).max().orElse(0);
    for (int segments = 1; segments < longest; segments++) {
      Map<String, String> names = ends(paths, segments);
      if (new LinkedHashSet<>(names.values()).size() == paths.size()) {
        return names;
      }
    }
    return ends(paths, longest);
  }

  private static Map<String, String> ends(Set<String> paths, int segments) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String path : paths) {
      String[] parts = path.split("\\.");
      int from = Math.max(0, parts.length - segments);
      names.put(path, String.join(".", Arrays.asList(parts).subList(from, parts.length)));
    }
    return names;
  }
}
