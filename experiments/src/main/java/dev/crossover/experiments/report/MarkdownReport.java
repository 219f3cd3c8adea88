package dev.crossover.experiments.report;

import dev.crossover.experiments.run.PointResult;
import dev.crossover.experiments.run.Results;
import dev.crossover.experiments.run.StrategyResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code report.md}: what was asked, what was found, what it costs and what it rests on. */
final class MarkdownReport {
  /** More points than this have their bills in results.json only. */
  private static final int MOST_BILLED_POINTS = 12;

  private final Results results;
  private final Manifest manifest;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(RunOutput output) {
    this.results = output.results();
    this.manifest = output.manifest();
  }

  static String text(RunOutput output) {
    MarkdownReport report = new MarkdownReport(output);
    report.question();
    report.tables();
    report.bills();
    report.assumptions();
    return report.out.toString();
  }

  private void question() {
    line("# " + MarkdownTable.escaped(results.experiment()));
    String description = manifest.description();
    if (description != null) {
      paragraph(MarkdownTable.escaped(description));
    }
    heading("What was asked");
    manifest.asked().forEach(sentence -> bullet(MarkdownTable.escaped(sentence)));
    bullet(
        "Measured: "
            + Display.seconds(results.horizonS())
            + " of simulated time, "
            + results.replications()
            + (results.replications() == 1 ? " replication" : " independent replications")
            + ", seed "
            + results.seed());
    for (String path : SummaryCsv.sweptPaths(results)) {
      bullet("Varied: `" + path + "` over " + String.join(", ", values(path)));
    }
  }

  private Set<String> values(String path) {
    Set<String> values = new LinkedHashSet<>();
    for (PointResult point : results.points()) {
      values.add(MarkdownTable.escaped(point.parameters().getOrDefault(path, Display.ABSENT)));
    }
    return values;
  }

  private void tables() {
    table("Comparison", ResultGrids.comparison(results));
    table("Service level", ResultGrids.slo(results));
    table("Claims", ResultGrids.claims(results));
  }

  private void table(String title, Grid grid) {
    if (!grid.isEmpty()) {
      heading(title);
      out.append(MarkdownTable.text(grid));
    }
  }

  private void bills() {
    heading("Monthly bills");
    if (results.points().size() > MOST_BILLED_POINTS) {
      line("The bills of all " + results.points().size() + " points are in `results.json`.");
      return;
    }
    for (PointResult point : results.points()) {
      for (StrategyResult strategy : point.strategies()) {
        paragraph("**" + MarkdownTable.escaped(title(point, strategy)) + "**");
        line("");
        out.append(MarkdownTable.text(BillGrid.of(strategy.cost())));
      }
    }
  }

  private static String title(PointResult point, StrategyResult strategy) {
    List<String> parts = new ArrayList<>(List.of(strategy.name()));
    point.parameters().forEach((path, value) -> parts.add(path + " = " + value));
    return String.join(", ", parts);
  }

  private void assumptions() {
    heading("What it rests on");
    bullet(
        "Crossover "
            + MarkdownTable.escaped(results.version())
            + ", time zone rules "
            + MarkdownTable.escaped(manifest.tzdata()));
    bullet("Input `" + manifest.input() + "`, SHA-256 " + manifest.inputSha256());
    manifest.overrides().forEach(override -> bullet("Set on the command line: `" + override + "`"));
    bullet(
        "Catalogue of "
            + manifest.catalogueDate().map(Object::toString).orElse("unknown date")
            + ", "
            + manifest.catalogue().size()
            + " files (hashes in `manifest.yaml`)");
    bullet(
        "Latencies are of completed requests as their clients see them; quantiles lie within 0.1 %"
            + " of the simulated ones; a dash stands for what does not exist");
    manifest.notes().forEach(note -> bullet(MarkdownTable.escaped(note)));
  }

  private void heading(String title) {
    paragraph("## " + title);
    line("");
  }

  private void bullet(String text) {
    line("- " + text);
  }

  private void paragraph(String text) {
    line("");
    line(text);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
