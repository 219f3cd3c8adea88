package dev.crossover.experiments.report.traffic;

import java.util.Locale;

/** A rate over time in a few lines of a terminal, drawn with eighths of blocks. */
final class BarChart {
  private static final int ROWS = 6;
  private static final int EIGHTHS = 8;
  private static final String BLOCKS = " ▁▂▃▄▅▆▇█";

  private BarChart() {}

  /**
   * Draws a series, one column a step.
   *
   * @param first label under the first column
   * @param last label under the last column
   */
  static String of(RateSeries series, String first, String last) {
    double most = series.mostPerSecond();
    String top = String.format(Locale.ROOT, "%.4g/s", most);
    StringBuilder out = new StringBuilder();
    for (int row = ROWS - 1; row >= 0; row--) {
      String label = row == ROWS - 1 ? top : row == 0 ? "0/s" : "";
      StringBuilder line = new StringBuilder("  " + " ".repeat(top.length() - label.length()));
      line.append(label).append(' ');
      for (int step = 0; step < series.steps(); step++) {
        line.append(BLOCKS.charAt(filled(series.perSecond(step), most, row)));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    int gap = Math.max(2, series.steps() - first.length() - last.length());
    return out.append(" ".repeat(top.length() + 3))
        .append(first)
        .append(" ".repeat(gap))
        .append(last)
        .append('\n')
        .toString();
  }

  /** Eighths of a character that a value fills in a row; what is above 0 shows at the bottom. */
  private static int filled(double value, double most, int row) {
    if (!(most > 0) || !(value > 0)) {
      return 0;
    }
    int eighths = Math.max(1, (int) StrictMath.round(value / most * ROWS * EIGHTHS));
    return Math.min(EIGHTHS, Math.max(0, eighths - row * EIGHTHS));
  }
}
