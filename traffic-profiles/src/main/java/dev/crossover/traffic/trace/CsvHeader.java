package dev.crossover.traffic.trace;

import dev.crossover.engine.units.NearestName;
import java.util.ArrayList;
import java.util.List;

/** The names of a CSV file's columns. */
final class CsvHeader {
  private static final int MOST_SHOWN = 160;

  private final List<String> names;

  private CsvHeader(List<String> names) {
    this.names = names;
  }

  /** A header row: names are without surrounding space, quotes and a byte-order mark. */
  static CsvHeader of(List<String> fields) {
    List<String> names = new ArrayList<>();
    for (String field : fields) {
      names.add(unquoted(FirstLine.withoutMark(field).strip()));
    }
    return new CsvHeader(names);
  }

  /** A header line, split at every comma: good enough to know a format by. */
  static CsvHeader ofLine(String line) {
    return of(List.of(line.split(",", -1)));
  }

  private static String unquoted(String name) {
    boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1) : name;
  }

  int size() {
    return names.size();
  }

  List<String> names() {
    return names;
  }

  /** The place of a column, or -1. */
  int find(String name) {
    return names.indexOf(name);
  }

  /**
   * The place of a column that must be there.
   *
   * @throws BadRowException naming those that are, and the nearest
   */
  int require(String name) throws BadRowException {
    int index = find(name);
    if (index < 0) {
      throw new BadRowException(
          "has no column '"
              + RowText.shown(name)
              + "', its columns are "
              + this
              + ". Maybe "
              + NearestName.of(name, names)
                  .map(near -> "'" + RowText.shown(near) + "' is meant")
                  .orElse("name them under columns"));
    }
    return index;
  }

  @Override
  public String toString() {
    String joined = String.join(",", names);
    return joined.length() <= MOST_SHOWN ? joined : joined.substring(0, MOST_SHOWN) + "...";
  }
}
