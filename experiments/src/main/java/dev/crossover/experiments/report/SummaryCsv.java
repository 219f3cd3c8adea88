package dev.crossover.experiments.report;

import dev.crossover.experiments.run.CostResult;
import dev.crossover.experiments.run.PointResult;
import dev.crossover.experiments.run.Quantiles;
import dev.crossover.experiments.run.ReplicaCounts;
import dev.crossover.experiments.run.RequestCounts;
import dev.crossover.experiments.run.Results;
import dev.crossover.experiments.run.SloResult;
import dev.crossover.experiments.run.StrategyResult;
import dev.crossover.experiments.run.Utilization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code summary.csv}: one row per point and strategy, swept values first; times in seconds, money
 * in US dollars, absent quantities empty.
 */
final class SummaryCsv {
  private SummaryCsv() {}

  static String text(Results results) {
    Set<String> swept = SweptNames.paths(results);
    StringBuilder out = new StringBuilder();
    List<String> header = new ArrayList<>(List.of("point"));
    header.addAll(swept);
    header.addAll(COLUMNS.stream().map(Column::name).toList());
    Csv.appendRow(header, out);
    int number = 0;
    for (PointResult point : results.points()) {
      number++;
      for (StrategyResult strategy : point.strategies()) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(number);
        swept.forEach(path -> row.add(point.parameters().get(path)));
        COLUMNS.forEach(column -> row.add(column.value().apply(strategy)));
        Csv.appendRow(row, out);
      }
    }
    return out.toString();
  }

  private record Column(String name, Function<StrategyResult, @Nullable Object> value) {}

  private static final List<Column> COLUMNS = columns();

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("strategy", StrategyResult::name));
    columns.add(new Column("kind", strategy -> strategy.kind().key()));
    count(columns, "arrived", RequestCounts::arrived);
    count(columns, "completed", RequestCounts::completed);
    count(columns, "rejected", RequestCounts::rejected);
    count(columns, "failed", RequestCounts::failed);
    count(columns, "unfinished", RequestCounts::unfinished);
    count(columns, "success", RequestCounts::success);
    columns.add(new Column("prompt_tokens", strategy -> strategy.tokens().prompt()));
    columns.add(new Column("output_tokens", strategy -> strategy.tokens().output()));
    latency(columns, "ttft", StrategyResult::ttftS);
    latency(columns, "tpot", StrategyResult::tpotS);
    latency(columns, "itl", StrategyResult::itlS);
    latency(columns, "e2e", StrategyResult::e2eS);
    latency(columns, "queue", StrategyResult::queueS);
    of(columns, "busy", StrategyResult::utilization, Utilization::busy);
    of(columns, "kv_cache_peak", StrategyResult::utilization, Utilization::kvCachePeak);
    of(columns, "running_mean", StrategyResult::utilization, Utilization::runningMean);
    columns.add(new Column("preemptions", StrategyResult::preemptions));
    of(columns, "replicas_mean", StrategyResult::replicas, ReplicaCounts::mean);
    of(columns, "replicas_max", StrategyResult::replicas, ReplicaCounts::max);
    of(columns, "slo_met", StrategyResult::slo, SloResult::met);
    of(columns, "goodput_share", StrategyResult::slo, SloResult::goodputShare);
    of(columns, "monthly_usd", StrategyResult::cost, CostResult::monthlyUsd);
    of(columns, "first_month_usd", StrategyResult::cost, CostResult::firstMonthUsd);
    of(columns, "usd_per_million_tokens", StrategyResult::cost, CostResult::usdPerMillionTokens);
    of(columns, "usd_per_1k_requests", StrategyResult::cost, CostResult::usdPer1kRequests);
    return List.copyOf(columns);
  }

  private static void count(
      List<Column> columns, String name, Function<RequestCounts, @Nullable Object> value) {
    columns.add(new Column(name, strategy -> value.apply(strategy.requests())));
  }

  private static void latency(
      List<Column> columns, String name, Function<StrategyResult, @Nullable Quantiles> latency) {
    of(columns, name + "_mean_s", latency, Quantiles::mean);
    of(columns, name + "_p50_s", latency, Quantiles::p50);
    of(columns, name + "_p95_s", latency, Quantiles::p95);
    of(columns, name + "_p99_s", latency, Quantiles::p99);
  }

  private static <P> void of(
      List<Column> columns,
      String name,
      Function<StrategyResult, @Nullable P> part,
      Function<P, @Nullable Object> value) {
    columns.add(
        new Column(
            name,
            strategy -> {
              P found = part.apply(strategy);
              return found == null ? null : value.apply(found);
            }));
  }
}
