package dev.crossover.experiments.report;

import dev.crossover.experiments.report.Manifest.CatalogueFile;
import dev.crossover.experiments.run.ClaimResult;
import dev.crossover.experiments.run.ClassResult;
import dev.crossover.experiments.run.CostLine;
import dev.crossover.experiments.run.CostResult;
import dev.crossover.experiments.run.HostedCounts;
import dev.crossover.experiments.run.Interval;
import dev.crossover.experiments.run.PointResult;
import dev.crossover.experiments.run.Quantiles;
import dev.crossover.experiments.run.ReplicaCounts;
import dev.crossover.experiments.run.ReplicationResult;
import dev.crossover.experiments.run.RequestCounts;
import dev.crossover.experiments.run.Results;
import dev.crossover.experiments.run.SloResult;
import dev.crossover.experiments.run.SloTerm;
import dev.crossover.experiments.run.SpecDecode;
import dev.crossover.experiments.run.StrategyKind;
import dev.crossover.experiments.run.StrategyResult;
import dev.crossover.experiments.run.Throughput;
import dev.crossover.experiments.run.TimelineRow;
import dev.crossover.experiments.run.TokenCounts;
import dev.crossover.experiments.run.Utilization;
import dev.crossover.experiments.run.Verdict;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small run: two points of a sweep, a hosted strategy without a fleet and a fleet. */
final class Samples {
  private Samples() {}

  static Results results() {
    return Results.of(
        "chat-10m", "0.1.0", 1, 2, 2_592_000, List.of(point("1"), point("2")), claims());
  }

  static PointResult point(String replicas) {
    return new PointResult(
        Map.of("strategies.self-hosted.vllm.replicas", replicas),
        List.of(hosted(), fleet(Integer.parseInt(replicas))));
  }

  static StrategyResult hosted() {
    Map<String, Long> reasons = new LinkedHashMap<>();
    reasons.put("too_long", 2L);
    reasons.put("retries_exhausted", 3L);
    return new StrategyResult(
        "hosted",
        StrategyKind.HOSTED,
        new RequestCounts(1000, 995, 2, 3, 0, reasons, null),
        new TokenCounts(200_000, 1_000L, 100_000, null),
        quantiles(0.4),
        quantiles(0.0101),
        null,
        quantiles(2.5),
        null,
        new Throughput(995 / 2_592_000.0, 100_000 / 2_592_000.0, 300_000 / 2_592_000.0),
        null,
        null,
        null,
        null,
        null,
        null,
        new HostedCounts(12, 9),
        null,
        Map.of(),
        new SloResult(
            false,
            false,
            List.of(
                new SloTerm("success", 0.999, 0.995, false, 0.9, 3600.0),
                new SloTerm("ttft_p99", 0.5, 1.6, false, 2.0, 7200.0)),
            null),
        cost(
            List.of(
                line("API openai/gpt-4o-mini input", "0.199", "million tokens", "0.15"),
                line("API openai/gpt-4o-mini output", "0.1", "million tokens", "0.6")),
            List.of()),
        List.of(),
        Map.of());
  }

  static StrategyResult fleet(int replicas) {
    RequestCounts requests = new RequestCounts(1000, 1000, 0, 0, 0, Map.of(), 10L);
    TokenCounts tokens = new TokenCounts(200_000, 50_000L, 100_000, 0L);
    CostLine gpus =
        line("GPU on_demand aws/g5.12xlarge", "" + 720 * replicas, "instance-hour", "5.672");
    Map<String, Interval> ci95 = new LinkedHashMap<>();
    ci95.put("cost.monthly_usd", new Interval(4000, 4200.5));
    ci95.put("ttft_s.p99", new Interval(0.1, 1.0 / 3));
    return new StrategyResult(
        "self-hosted",
        StrategyKind.VLLM,
        requests,
        tokens,
        quantiles(0.08),
        quantiles(0.02),
        quantiles(0.021),
        quantiles(3),
        quantiles(0),
        new Throughput(1000 / 2_592_000.0, 100_000 / 2_592_000.0, 300_000 / 2_592_000.0),
        new Utilization(0.31, 0.02, 0.4, 0.11, 0.5, 1.5, null),
        4L,
        0.25,
        98_765L,
        new SpecDecode(10, 30, 12, 0.4, 2.2),
        new ReplicaCounts(replicas, replicas, replicas, 720.0 * replicas, 0, null),
        null,
        null,
        Map.of(
            "chat",
            new ClassResult(requests, tokens, quantiles(0.08), null, null, null, null, 0.97)),
        new SloResult(
            true,
            true,
            List.of(
                new SloTerm("success", 0.999, 1.0, true, null, null),
                new SloTerm("ttft_p99", 0.5, 0.32, true, null, null)),
            0.98),
        cost(
            List.of(gpus, line("engineering", "10", "hour", "150")),
            List.of(line("engineering set-up", "40", "hour", "150"))),
        List.of(
            new ReplicationResult(0, Map.of("cost.monthly_usd", 4083.84)),
            new ReplicationResult(1, Map.of("cost.monthly_usd", 4083.84))),
        ci95);
  }

  static List<ClaimResult> claims() {
    return List.of(
        new ClaimResult(
            "two-boxes-bill",
            "two g5.12xlarge cost $8,167.68 a month",
            "article",
            Map.of("strategies.self-hosted.vllm.replicas", "2"),
            8167.68,
            new Interval(8167.68, 8167.68),
            8167.68,
            0.01,
            Verdict.HOLDS,
            Verdict.HOLDS),
        new ClaimResult(
            "p99-holds",
            "the p99 | holds",
            null,
            Map.of(),
            null,
            null,
            0.5,
            0.2,
            Verdict.FAILS,
            Verdict.UNDECIDED));
  }

  static Quantiles quantiles(double p50) {
    return new Quantiles(p50 * 1.1, p50, p50 * 2, p50 * 3, p50 * 4, p50 * 5, p50 * 7);
  }

  static CostResult cost(List<CostLine> lines, List<CostLine> setup) {
    BigDecimal monthly = sum(lines);
    return new CostResult(
        monthly,
        monthly.add(sum(setup)),
        lines,
        setup,
        monthly.movePointRight(1),
        null,
        monthly,
        null);
  }

  static CostLine line(String item, String quantity, String unit, String unitPriceUsd) {
    BigDecimal units = new BigDecimal(quantity);
    BigDecimal price = new BigDecimal(unitPriceUsd);
    return new CostLine(item, units, unit, price, units.multiply(price));
  }

  private static BigDecimal sum(List<CostLine> lines) {
    return lines.stream().map(CostLine::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static List<TimelineRow> timeline() {
    return List.of(
        new TimelineRow(1, "hosted", 0, 3600, 10, 9, 1, 0, 1.6, null, 900, null, null, null, null),
        new TimelineRow(
            1, "self-hosted", 0, 3600, 10, 10, 0, 0, 0.1, 0.02, 1000, 0.25, 0.0, 0.3, 1.0));
  }

  static Manifest manifest() {
    return manifest(1, false);
  }

  static Manifest manifest(long seed, boolean requestRows) {
    return new Manifest(
        "chat-10m",
        "The article's scenario 1",
        "0.1.0",
        "experiments/chat-10m.yaml",
        "ab".repeat(32),
        List.of("traffic.rate=10M/month"),
        seed,
        2,
        requestRows,
        null,
        "2025b",
        List.of(
            new CatalogueFile("gpus/a10g.yaml", "cd".repeat(32), LocalDate.of(2025, 6, 1)),
            new CatalogueFile("llms/llama-3.1-8b.yaml", "ef".repeat(32), null)),
        List.of("Traffic: chat-weekly at 10M/month"),
        List.of("A10G step times are estimates <10 %"));
  }

  static RunOutput output() {
    return new RunOutput(results(), timeline(), manifest());
  }
}
