package dev.crossover.experiments.report;

import dev.crossover.experiments.run.PointResult;
import dev.crossover.experiments.run.Results;
import dev.crossover.experiments.run.StrategyResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code report.md}: what was asked, what was found, what it costs and what it rests on. */
final class MarkdownReport {
  /** More points than this have their bills in results.json only. */
  private static final int MOST_BILLED_POINTS = 12;

  private final Results results;
  private final Manifest manifest;
  private final Map<String, String> names;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(RunOutput output) {
    this.results = output.results();
    this.manifest = output.manifest();
    this.names = SweptNames.of(results);
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
    block("# " + MarkdownTable.escaped(results.experiment()));
    String description = manifest.description();
    if (description != null) {
      block(MarkdownTable.escaped(description));
    }
    List<String> asked = new ArrayList<>();
    manifest.asked().forEach(sentence -> asked.add(MarkdownTable.escaped(sentence)));
    asked.add(
        "Measured: "
            + Display.seconds(results.horizonS())
            + " of simulated time, "
            + results.replications()
            + (results.replications() == 1 ? " replication" : " independent replications")
            + ", seed "
            + results.seed());
    for (String path : SweptNames.paths(results)) {
      asked.add("Varied: " + code(path) + " over " + String.join(", ", values(path)));
    }
    section("What was asked", list(asked));
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
    table("Traffic classes", ResultGrids.classes(results));
    table("Service level", ResultGrids.slo(results));
    table("Claims", ResultGrids.claims(results));
  }

  private void table(String title, Grid grid) {
    if (!grid.isEmpty()) {
      section(title, MarkdownTable.text(grid));
    }
  }

  private void bills() {
    block("## Monthly bills");
    if (results.points().size() > MOST_BILLED_POINTS) {
      block("The bills of all " + results.points().size() + " points are in `results.json`.");
      return;
    }
    for (PointResult point : results.points()) {
      for (StrategyResult strategy : point.strategies()) {
        block("**" + MarkdownTable.escaped(title(point, strategy)) + "**");
        block(MarkdownTable.text(BillGrid.of(strategy.cost())));
      }
    }
  }

  private String title(PointResult point, StrategyResult strategy) {
    List<String> parts = new ArrayList<>(List.of(strategy.name()));
    point.parameters().forEach((path, value) -> parts.add(names.get(path) + " = " + value));
    return String.join(", ", parts);
  }

  private void assumptions() {
    List<String> facts = new ArrayList<>();
    facts.add("Crossover " + results.version() + ", time zone rules " + manifest.tzdata());
    facts.add("Input " + code(manifest.input()) + ", SHA-256 " + manifest.inputSha256());
    manifest.overrides().forEach(set -> facts.add("Set on the command line: " + code(set)));
    facts.add(
        "Catalogue of "
            + manifest.catalogueDate().map(Object::toString).orElse("unknown date")
            + ", "
            + manifest.catalogue().size()
            + " files (hashes in `manifest.yaml`)");
    facts.add(
        "Latencies are of completed requests as their clients see them; quantiles lie within 0.1 %"
            + " of the simulated ones; a dash stands for what does not exist");
    manifest.notes().forEach(note -> facts.add(MarkdownTable.escaped(note)));
    section("What it rests on", list(facts));
  }

  private static String list(List<String> lines) {
    return "- " + String.join("\n- ", lines);
  }

  private static String code(String text) {
    return "`" + text.replaceAll("[`\\p{Cntrl}]", "'") + "`";
  }

  private void section(String title, String content) {
    block("## " + title);
    block(content);
  }

  /** Blocks stand one empty line apart. */
  private void block(String text) {
    out.append(out.isEmpty() ? "" : "\n").append(text).append(text.endsWith("\n") ? "" : "\n");
  }
}
