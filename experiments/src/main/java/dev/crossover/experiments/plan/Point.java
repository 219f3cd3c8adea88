package dev.crossover.experiments.plan;

import dev.crossover.experiments.spec.Experiment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One point of a sweep; an experiment without a sweep has a single one without parameters.
 *
 * @param index from 0, in the order in which points are run and reported
 * @param id readable, unique and fit for a file name: {@code 3-rate-10m-month-replicas-2}
 * @param parameters swept values as written, by path
 * @param experiment with these values
 */
public record Point(int index, String id, Map<String, String> parameters, Experiment experiment) {
  private static final int MAX_ID = 80;

  public Point {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  static Point of(int index, Map<String, String> parameters, Experiment experiment) {
    return new Point(index, id(index, parameters), parameters, experiment);
  }

  private static String id(int index, Map<String, String> parameters) {
    StringBuilder id = new StringBuilder().append(index);
    parameters.forEach(
        (path, value) -> {
          String last = path.substring(path.lastIndexOf('.') + 1);
          String words = last.replace('_', '-') + "-" + value;
          id.append('-').append(words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-"));
        });
    String text = id.toString();
    return text.length() <= MAX_ID ? text : text.substring(0, MAX_ID);
  }
}
