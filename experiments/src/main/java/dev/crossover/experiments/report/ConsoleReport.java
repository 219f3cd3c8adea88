package dev.crossover.experiments.report;

import dev.crossover.experiments.run.Results;

/** What a finished run prints to standard output: the comparison, then the claims if there are. */
public final class ConsoleReport {
  private ConsoleReport() {}

  /** The text, ending in a line feed; the same bytes for the same results. */
  public static String text(Results results) {
    String text = TextTable.text(ResultGrids.comparison(results));
    Grid claims = ResultGrids.claims(results);
    return claims.isEmpty() ? text : text + "\n" + TextTable.text(claims);
  }
}
