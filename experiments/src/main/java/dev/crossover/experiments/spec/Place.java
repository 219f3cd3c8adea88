package dev.crossover.experiments.spec;

/**
 * Where something is written: a position in a file, or an option of the command line.
 *
 * @param file as the user named it, or the option's own text
 * @param line from 1, 0 for an option
 * @param column from 1, 0 for an option
 */
public record Place(String file, int line, int column) {
  /** The place of a command line option. */
  public static Place option(String text) {
    return new Place(text, 0, 0);
  }

  /** The beginning of a file, for what concerns all of it. */
  public static Place startOf(String file) {
    return new Place(file, 1, 1);
  }
}
