package dev.crossover.experiments.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the problems of a file, so that a user sees all of them at once, each once. */
public final class ProblemList {
  private final Set<Problem> problems = new LinkedHashSet<>();

  public void add(Place place, String path, String message) {
    problems.add(Problem.at(place, path, message));
  }

  public void addAll(List<Problem> more) {
    problems.addAll(more);
  }

  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /** Files in the order of their first problem, within a file by line and column. */
  public List<Problem> sorted() {
    Map<String, Integer> fileOrder = new LinkedHashMap<>();
    problems.forEach(problem -> fileOrder.putIfAbsent(problem.file(), fileOrder.size()));
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparing((Problem problem) -> fileOrder.getOrDefault(problem.file(), 0))
            .thenComparing(Problem::line)
            .thenComparing(Problem::column)
            .thenComparing(Problem::path));
    return sorted;
  }

  /** Ends reading if anything is wrong. */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new UserInputException(sorted());
    }
  }
}
