package dev.crossover.experiments.spec;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Says in a user's words what SnakeYAML says in a parser's. */
final class SyntaxErrors {
  private SyntaxErrors() {}

  static Problem problem(YAMLException exception, String file) {
    if (!(exception instanceof MarkedYAMLException marked)) {
      String text = Shown.value(String.valueOf(exception.getMessage()));
      return Problem.at(Place.startOf(file), "", "is not YAML: " + text);
    }
    String problem = String.valueOf(marked.getProblem());
    Mark opened = marked.getContextMark();
    if (opened != null && isUnclosed(marked)) {
      return Problem.at(place(opened, file), "", unclosed(marked));
    }
    Mark mark = marked.getProblemMark() == null ? opened : marked.getProblemMark();
    return Problem.at(place(mark, file), "", message(problem));
  }

  private static boolean isUnclosed(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    String context = String.valueOf(e.getContext());
    boolean ended = problem.contains("stream end") || problem.contains("end of stream");
    boolean laterLine =
        e.getContextMark() != null
            && e.getProblemMark() != null
            && e.getContextMark().getLine() < e.getProblemMark().getLine();
    return (ended && context.contains("quoted"))
        || (context.contains("flow") && (ended || laterLine));
  }

  private static String unclosed(MarkedYAMLException e) {
    String context = String.valueOf(e.getContext());
    if (context.contains("quoted")) {
      return "a quote opens here and is never closed. Maybe close it?";
    }
    String bracket = context.contains("mapping") ? "{" : "[";
    String closing = context.contains("mapping") ? "}" : "]";
    return "'" + bracket + "' opens here and is not closed. Maybe add '" + closing + "'?";
  }

  private static String message(String problem) {
    if (problem.contains("\\t(TAB)")) {
      return "a tab stands here, which YAML refuses. Maybe use spaces?";
    }
    if (problem.contains("<block end>")) {
      return "is indented unlike the lines around it. Maybe line it up with one of them?";
    }
    String text = Shown.value(problem.toLowerCase(Locale.ROOT));
    return "is not YAML: " + text + ". Maybe check indentation, quotes and colons here?";
  }

  private static Place place(@Nullable Mark mark, String file) {
    return mark == null
        ? Place.startOf(file)
        : new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}
