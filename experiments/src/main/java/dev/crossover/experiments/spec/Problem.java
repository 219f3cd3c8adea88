package dev.crossover.experiments.spec;

/**
 * One mistake in what a user wrote, with its place and advice.
 *
 * @param file as the user named it
 * @param line from 1, 0 where there is none
 * @param column from 1, 0 where there is none
 * @param path keys from the top of the file, joined by dots; empty for the file itself
 * @param message what is wrong, with the value and the limit, and then "Maybe ..."
 */
public record Problem(String file, int line, int column, String path, String message) {
  /** A problem at a place. */
  public static Problem at(Place place, String path, String message) {
    return new Problem(place.file(), place.line(), place.column(), path, message);
  }

  /** {@code FILE:LINE:COLUMN: path: message}. */
  @Override
  public String toString() {
    String position = line > 0 ? file + ":" + line + ":" + column : file;
    return position + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
