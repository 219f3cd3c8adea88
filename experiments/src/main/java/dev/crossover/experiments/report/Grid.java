package dev.crossover.experiments.report;

import java.util.List;

/** A table's texts before anything is known of its medium. */
record Grid(List<Column> columns, List<List<String>> rows) {
  /** A column; numbers stand right-aligned. */
  record Column(String name, boolean right) {
    static Column text(String name) {
      return new Column(name, false);
    }

    static Column number(String name) {
      return new Column(name, true);
    }
  }

  Grid {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells under " + columns.size() + " columns: " + row);
      }
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }
}
