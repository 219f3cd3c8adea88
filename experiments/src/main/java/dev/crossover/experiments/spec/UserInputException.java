package dev.crossover.experiments.spec;

import java.util.List;
import java.util.stream.Collectors;

/** What the user wrote is wrong; the message has one line per problem and needs no stack trace. */
public final class UserInputException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int MAX_LINES = 100;

  private final transient List<Problem> problems;

  /** Problems in the order in which they are to be told, at least one. */
  public UserInputException(List<Problem> problems) {
    super(lines(problems));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a wrong input has at least one problem");
    }
    this.problems = List.copyOf(problems);
  }

  /** A single problem. */
  public UserInputException(Problem problem) {
    this(List.of(problem));
  }

  public List<Problem> problems() {
    return problems;
  }

  private static String lines(List<Problem> problems) {
    String shown =
        problems.stream().limit(MAX_LINES).map(Problem::toString).collect(Collectors.joining("\n"));
    int more = problems.size() - MAX_LINES;
    return more > 0 ? shown + "\n... and " + more + " more problems" : shown;
  }
}
