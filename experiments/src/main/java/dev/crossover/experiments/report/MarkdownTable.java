package dev.crossover.experiments.report;

import java.util.List;

/** A grid as a table of GitHub's Markdown. */
final class MarkdownTable {
  private static final String MARKUP = "\\`*_[]|~";

  private MarkdownTable() {}

  static String text(Grid grid) {
    StringBuilder out = new StringBuilder();
    appendRow(grid.columns().stream().map(column -> escaped(column.name())).toList(), out);
    appendRow(grid.columns().stream().map(column -> column.right() ? "--:" : "---").toList(), out);
    for (List<String> row : grid.rows()) {
      appendRow(row.stream().map(MarkdownTable::escaped).toList(), out);
    }
    return out.toString();
  }

  private static void appendRow(List<String> cells, StringBuilder out) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** The text shown as it is: no markup of its own, no line break, no cell border. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    boolean formula = text.indexOf('$') != text.lastIndexOf('$'); // a pair of $ starts mathematics
    String markup = formula ? MARKUP + "$" : MARKUP;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        out.append(' ');
      } else if (c == '<') {
        out.append("&lt;");
      } else if (c == '&') {
        out.append("&amp;");
      } else {
        out.append(markup.indexOf(c) >= 0 ? "\\" : "").append(c);
      }
    }
    return out.toString();
  }
}
