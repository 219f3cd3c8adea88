package dev.crossover.experiments.plan;

import dev.crossover.experiments.spec.Place;
import dev.crossover.experiments.spec.Problem;
import dev.crossover.experiments.spec.StrictYaml;
import dev.crossover.experiments.spec.TreePath;
import dev.crossover.experiments.spec.UserInputException;
import dev.crossover.experiments.spec.YamlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code --set path=value} of the command line: one value replaces the file's, several are tried.
 *
 * @param path where the value goes
 * @param place the option itself
 * @param values at least one
 */
public record SetOption(TreePath path, Place place, List<YamlNode> values) {
  private static final String NAME = "--set ";

  public SetOption {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("an option sets at least one value");
    }
  }

  /**
   * Reads {@code path=v1,v2}; commas within brackets or quotes divide nothing.
   *
   * @throws UserInputException when it is not of this form
   */
  public static SetOption parse(String text) {
    Place place = Place.option(NAME + text);
    int equals = text.indexOf('=');
    if (equals <= 0 || equals == text.length() - 1) {
      throw refused(place, "is not path=value. Maybe --set traffic.rate=3M/month");
    }
    TreePath path;
    try {
      path = TreePath.valueOf(text.substring(0, equals).strip());
    } catch (IllegalArgumentException e) {
      throw refused(place, String.valueOf(e.getMessage()));
    }
    List<YamlNode> values = new ArrayList<>();
    for (String value : divided(text.substring(equals + 1))) {
      if (value.isBlank()) {
        throw refused(place, "has an empty value. Maybe a comma too many?");
      }
      values.add(StrictYaml.value(value.strip(), place));
    }
    return new SetOption(path, place, values);
  }

  private static List<String> divided(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static UserInputException refused(Place place, String message) {
    return new UserInputException(Problem.at(place, "", message));
  }
}
