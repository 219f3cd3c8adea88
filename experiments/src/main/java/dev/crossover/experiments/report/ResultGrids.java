package dev.crossover.experiments.report;

import dev.crossover.experiments.report.Grid.Column;
import dev.crossover.experiments.run.ClaimResult;
import dev.crossover.experiments.run.ClassResult;
import dev.crossover.experiments.run.PointResult;
import dev.crossover.experiments.run.Quantiles;
import dev.crossover.experiments.run.Results;
import dev.crossover.experiments.run.SloResult;
import dev.crossover.experiments.run.SloTerm;
import dev.crossover.experiments.run.StrategyResult;
import dev.crossover.experiments.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables a reader compares strategies by, in human units. */
final class ResultGrids {
  private ResultGrids() {}

  /** One row per point and strategy; swept values lead. */
  static Grid comparison(Results results) {
    List<Column> columns = leading(results);
    for (String name :
        List.of(
            "$/month",
            "$/M tokens",
            "TTFT p50",
            "TTFT p99",
            "TPOT p95",
            "ITL p95",
            "E2E p99",
            "completed")) {
      columns.add(Column.number(name));
    }
    columns.add(Column.text("SLO"));
    Set<String> swept = SweptNames.paths(results);
    List<List<String>> rows = new ArrayList<>();
    for (PointResult point : results.points()) {
      for (StrategyResult strategy : point.strategies()) {
        List<String> row = leading(swept, point, strategy);
        row.addAll(compared(strategy));
        rows.add(row);
      }
    }
    return new Grid(columns, rows);
  }

  private static List<String> compared(StrategyResult strategy) {
    return List.of(
        Display.usd(strategy.cost().monthlyUsd()),
        Display.unitUsd(strategy.cost().usdPerMillionTokens()),
        latency(strategy.ttftS(), Quantiles::p50),
        latency(strategy.ttftS(), Quantiles::p99),
        latency(strategy.tpotS(), Quantiles::p95),
        latency(strategy.itlS(), Quantiles::p95),
        latency(strategy.e2eS(), Quantiles::p99),
        Display.share(strategy.requests().success()),
        sloWord(strategy.slo()));
  }

  private static String latency(@Nullable Quantiles latency, Function<Quantiles, Double> quantile) {
    return Display.seconds(latency == null ? null : quantile.apply(latency));
  }

  private static String sloWord(@Nullable SloResult slo) {
    return slo == null ? Display.ABSENT : metWord(slo.met());
  }

  private static String metWord(boolean met) {
    return met ? "met" : "missed";
  }

  /** One row per point, strategy and traffic class, where classes are told apart. */
  static Grid classes(Results results) {
    List<Column> columns = leading(results);
    columns.add(Column.text("class"));
    for (String name :
        List.of("arrived", "completed", "TTFT p50", "TTFT p99", "TPOT p95", "E2E p99", "goodput")) {
      columns.add(Column.number(name));
    }
    Set<String> swept = SweptNames.paths(results);
    List<List<String>> rows = new ArrayList<>();
    for (PointResult point : results.points()) {
      for (StrategyResult strategy : point.strategies()) {
        strategy
            .byClass()
            .forEach(
                (name, of) -> {
                  List<String> row = leading(swept, point, strategy);
                  row.add(name);
                  row.addAll(classRow(of));
                  rows.add(row);
                });
      }
    }
    return new Grid(columns, rows);
  }

  private static List<String> classRow(ClassResult of) {
    return List.of(
        Display.count(of.requests().arrived()),
        Display.share(of.requests().success()),
        latency(of.ttftS(), Quantiles::p50),
        latency(of.ttftS(), Quantiles::p99),
        latency(of.tpotS(), Quantiles::p95),
        latency(of.e2eS(), Quantiles::p99),
        Display.share(of.goodputShare()));
  }

  /** One row per point, strategy and term. */
  static Grid slo(Results results) {
    List<Column> columns = leading(results);
    columns.add(Column.text("term"));
    columns.add(Column.number("limit"));
    columns.add(Column.number("found"));
    columns.add(Column.number("worst window"));
    columns.add(Column.text("SLO"));
    Set<String> swept = SweptNames.paths(results);
    List<List<String>> rows = new ArrayList<>();
    for (PointResult point : results.points()) {
      for (StrategyResult strategy : point.strategies()) {
        SloResult slo = strategy.slo();
        for (SloTerm term : slo == null ? List.<SloTerm>of() : slo.terms()) {
          List<String> row = leading(swept, point, strategy);
          row.addAll(judged(term));
          rows.add(row);
        }
      }
    }
    return new Grid(columns, rows);
  }

  private static List<String> judged(SloTerm term) {
    return List.of(
        term.term(),
        sloValue(term.term(), term.limit()),
        sloValue(term.term(), term.value()),
        sloValue(term.term(), term.worstWindow()),
        metWord(term.met()));
  }

  /** Success and goodput are shares, every other term is a time. */
  static String sloValue(String term, @Nullable Double value) {
    boolean share = term.equals("success") || term.startsWith("goodput");
    return share ? Display.share(value) : Display.seconds(value);
  }

  /** One row per claim. */
  static Grid claims(Results results) {
    List<Column> columns =
        List.of(
            Column.text("claim"),
            Column.number("expected"),
            Column.number("found"),
            Column.text("verdict"),
            Column.text("says"));
    List<List<String>> rows = new ArrayList<>();
    for (ClaimResult claim : results.claims()) {
      rows.add(
          List.of(
              claim.id(),
              Display.number(claim.expected()) + " within " + Display.share(claim.within()),
              Display.number(claim.found()),
              verdict(claim),
              claim.says()));
    }
    return new Grid(columns, rows);
  }

  private static String verdict(ClaimResult claim) {
    String word = claim.verdict().key();
    if (claim.surprises()) {
      return word + " (file expects: " + claim.expectedVerdict().key() + ")";
    }
    boolean foretold = claim.verdict() == Verdict.FAILS;
    return foretold ? word + ", as the file expects" : word;
  }

  private static List<Column> leading(Results results) {
    List<Column> columns = new ArrayList<>();
    SweptNames.of(results).values().forEach(name -> columns.add(Column.number(name)));
    columns.add(Column.text("strategy"));
    return columns;
  }

  private static List<String> leading(
      Set<String> swept, PointResult point, StrategyResult strategy) {
    List<String> cells = new ArrayList<>();
    swept.forEach(path -> cells.add(point.parameters().getOrDefault(path, Display.ABSENT)));
    cells.add(strategy.name());
    return cells;
  }
}
