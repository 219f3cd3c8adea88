package dev.crossover.experiments.report;

import dev.crossover.experiments.report.Grid.Column;
import dev.crossover.experiments.run.CostLine;
import dev.crossover.experiments.run.CostResult;
import dev.crossover.models.pricing.CentRounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A bill in cents whose lines, as shown, sum to the totals as shown. */
final class BillGrid {
  private BillGrid() {}

  static Grid of(CostResult cost) {
    List<List<String>> rows = new ArrayList<>();
    BigDecimal monthly = addLines(cost.lines(), rows);
    rows.add(total("total per month", monthly));
    if (!cost.setupLines().isEmpty()) {
      BigDecimal setup = addLines(cost.setupLines(), rows);
      rows.add(total("total in the first month", monthly.add(setup)));
    }
    return new Grid(
        List.of(
            Column.text("item"),
            Column.number("quantity"),
            Column.text("unit"),
            Column.number("unit price"),
            Column.number("$")),
        rows);
  }

  /** Adds the lines and returns the sum of what they show. */
  private static BigDecimal addLines(List<CostLine> lines, List<List<String>> rows) {
    List<BigDecimal> exact = lines.stream().map(CostLine::usd).toList();
    List<BigDecimal> cents = CentRounding.cents(exact);
    for (int i = 0; i < lines.size(); i++) {
      CostLine line = lines.get(i);
      rows.add(
          List.of(
              line.item(),
              Display.quantity(line.quantity()),
              line.unit(),
              Display.exactUsd(line.unitPriceUsd()),
              Display.usd(cents.get(i))));
    }
    return CentRounding.total(exact);
  }

  private static List<String> total(String name, BigDecimal usd) {
    return List.of(name, "", "", "", Display.usd(usd));
  }
}
