package dev.crossover.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossover.experiments.report.Grid.Column;
import dev.crossover.experiments.run.PointResult;
import dev.crossover.experiments.run.Results;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  @Test
  void theConsoleShowsTheComparisonAndTheClaims() {
    Golden.check("console.txt", ConsoleReport.text(Samples.results()));
  }

  @Test
  void theConsoleShowsNoClaimsTableWithoutClaims() {
    Results all = Samples.results();
    Results none = Results.of(all.experiment(), "1", 1, 2, all.horizonS(), all.points(), List.of());
    assertThat(ConsoleReport.text(none)).doesNotContain("verdict").endsWith("met\n");
  }

  @Test
  void theReportIsTheGoldenFile() {
    Golden.check("report.md", MarkdownReport.text(Samples.output()));
  }

  @Test
  void theSummaryIsTheGoldenFile() {
    Golden.check("summary.csv", SummaryCsv.text(Samples.results()));
  }

  @Test
  void theTimelineLeavesEmptyWhatDoesNotExist() {
    assertThat(TimelineCsv.text(Samples.timeline()))
        .isEqualTo(
            """
            point,strategy,t_start_s,t_end_s,arrived,completed,rejected,failed,ttft_p99_s,\
            itl_p95_s,output_tokens,running_mean,waiting,busy,replicas_ready
            1,hosted,0,3600,10,9,1,0,1.6,,900,,,,
            1,self-hosted,0,3600,10,10,0,0,0.1,0.02,1000,0.25,0,0.3,1
            """);
  }

  @Test
  void numbersStandRightAndNamesLeft() {
    Grid grid =
        new Grid(
            List.of(Column.text("name"), Column.number("$"), Column.text("note")),
            List.of(List.of("a", "10", "x"), List.of("longer", "5", "")));
    assertThat(TextTable.text(grid))
        .isEqualTo(
            """
            name     $  note
            ------  --  ----
            a       10  x
            longer   5
            """);
  }

  @Test
  void controlCharactersCannotReachTheTerminal() {
    Grid grid = new Grid(List.of(Column.text("n")), List.of(List.of("a\u001b[31m\nb")));
    assertThat(TextTable.text(grid)).isEqualTo("n\n--------\na [31m b\n");
  }

  @Test
  void markupInNamesStaysText() {
    assertThat(MarkdownTable.escaped("a|b <b>*x*</b> [l](u) & \\ `c`\n"))
        .isEqualTo("a\\|b &lt;b>\\*x\\*&lt;/b> \\[l\\](u) &amp; \\\\ \\`c\\` ");
  }

  @Test
  void aPairOfDollarsIsMoneyAndNotMathematics() {
    assertThat(MarkdownTable.escaped("$5 or $6")).isEqualTo("\\$5 or \\$6");
    assertThat(MarkdownTable.escaped("$5")).isEqualTo("$5");
  }

  @Test
  void sweptPathsAreShownByTheShortestEndsThatTellThemApart() {
    assertThat(shortNames("a.b.replicas", "traffic.rate")).containsExactly("replicas", "rate");
    assertThat(shortNames("a.vllm.replicas", "b.vllm.replicas"))
        .containsExactly("a.vllm.replicas", "b.vllm.replicas");
    assertThat(shortNames("seed")).containsExactly("seed");
    assertThat(shortNames("rate", "x.rate")).containsExactly("rate", "x.rate");
  }

  private static Iterable<String> shortNames(String... paths) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String path : paths) {
      parameters.put(path, "1");
    }
    PointResult point = new PointResult(parameters, List.of());
    return SweptNames.of(Results.of("x", "1", 1, 1, 1, List.of(point), List.of())).values();
  }

  @Test
  void theLinesOfABillAsShownSumToItsTotalsAsShown() {
    long seed = 5;
    RandomResults random = new RandomResults(new Random(seed));
    for (int i = 0; i < 500; i++) {
      BigDecimal running = BigDecimal.ZERO;
      for (List<String> row : BillGrid.of(random.cost()).rows()) {
        BigDecimal shown = new BigDecimal(row.get(4).replaceAll("[$,]", ""));
        if (row.get(0).startsWith("total ") && row.get(1).isEmpty()) {
          assertThat(shown).as("seed %d, bill %d", seed, i).isEqualByComparingTo(running);
        } else {
          running = running.add(shown);
        }
      }
    }
  }

  @Test
  void theBillOfManyPointsIsLeftToTheResultsFile() {
    Results two = Samples.results();
    List<PointResult> many = Collections.nCopies(13, two.points().get(0));
    Results results = Results.of("many", "1", 1, 2, 3600, many, List.of());
    assertThat(MarkdownReport.text(new RunOutput(results, null, Samples.manifest())))
        .contains("The bills of all 13 points are in `results.json`.")
        .doesNotContain("total per month");
  }
}
