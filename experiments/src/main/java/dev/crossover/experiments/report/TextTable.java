package dev.crossover.experiments.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.StringColumn;

/**
 * A grid as plain text for a terminal, whatever its width. The only class that touches Tablesaw,
 * reached when a table is really written. It holds Tablesaw's columns but no {@code Table}: that
 * class scans the whole class path when it is loaded (0.45 s of 0.5 s).
 */
final class TextTable {
  private static final String GAP = "  ";

  private TextTable() {}

  static String text(Grid grid) {
    List<StringColumn> columns = new ArrayList<>();
    for (int i = 0; i < grid.columns().size(); i++) {
      columns.add(column(grid, i));
    }
    int[] widths = columns.stream().mapToInt(TextTable::width).toArray();
    StringBuilder out = new StringBuilder();
    appendLine(grid, widths, columns.stream().map(StringColumn::name).toList(), out);
    appendLine(grid, widths, Arrays.stream(widths).mapToObj("-"::repeat).toList(), out);
    for (int row = 0; row < grid.rows().size(); row++) {
      int at = row;
      appendLine(grid, widths, columns.stream().map(column -> column.get(at)).toList(), out);
    }
    return out.toString();
  }

  private static StringColumn column(Grid grid, int index) {
    StringColumn column = StringColumn.create(grid.columns().get(index).name());
    for (List<String> row : grid.rows()) {
      column.append(oneLine(row.get(index)));
    }
    return column;
  }

  private static String oneLine(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void appendLine(Grid grid, int[] widths, List<String> cells, StringBuilder out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - length(cell));
      line.append(i == 0 ? "" : GAP);
      line.append(grid.columns().get(i).right() ? padding + cell : cell + padding);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static int width(StringColumn column) {
    int width = length(column.name());
    for (String cell : column) {
      width = Math.max(width, length(cell));
    }
    return width;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
