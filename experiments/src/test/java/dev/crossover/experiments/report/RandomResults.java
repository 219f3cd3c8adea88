package dev.crossover.experiments.report;

import dev.crossover.experiments.run.CostLine;
import dev.crossover.experiments.run.CostResult;
import dev.crossover.experiments.run.Interval;
import dev.crossover.experiments.run.PointResult;
import dev.crossover.experiments.run.Quantiles;
import dev.crossover.experiments.run.ReplicaCounts;
import dev.crossover.experiments.run.ReplicationResult;
import dev.crossover.experiments.run.RequestCounts;
import dev.crossover.experiments.run.Results;
import dev.crossover.experiments.run.RouteCounts;
import dev.crossover.experiments.run.SpecDecode;
import dev.crossover.experiments.run.StrategyKind;
import dev.crossover.experiments.run.StrategyResult;
import dev.crossover.experiments.run.Throughput;
import dev.crossover.experiments.run.TokenCounts;
import dev.crossover.experiments.run.Utilization;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Results of any size and shape, with nulls wherever they may be. */
final class RandomResults {
  private final Random random;

  RandomResults(Random random) {
    this.random = random;
  }

  Results next() {
    List<PointResult> points = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      points.add(new PointResult(Map.of("p-" + text(), text()), List.of(strategy(), strategy())));
    }
    return Results.of("random-1", text(), random.nextLong(), 3, number(), points, List.of());
  }

  private StrategyResult strategy() {
    Map<String, Interval> ci95 = new LinkedHashMap<>();
    ci95.put("ttft_s.p99", new Interval(-number(), number()));
    return new StrategyResult(
        text(),
        StrategyKind.values()[random.nextInt(3)],
        requests(),
        new TokenCounts(500, maybe(() -> 20L), 3, maybe(() -> 4L)),
        maybe(this::quantiles),
        maybe(this::quantiles),
        maybe(this::quantiles),
        maybe(this::quantiles),
        maybe(this::quantiles),
        new Throughput(number(), number(), number()),
        maybe(() -> new Utilization(maybe(this::number), 0.0, null, null, null, number(), null)),
        maybe(() -> random.nextLong() >>> 1),
        maybe(random::nextDouble),
        maybe(() -> random.nextLong() >>> 1),
        maybe(() -> new SpecDecode(3, 9, 4, maybe(random::nextDouble), null)),
        maybe(() -> new ReplicaCounts(number(), 0, 3, number(), 1, maybe(() -> 1L))),
        null,
        maybe(() -> new RouteCounts(1, 2, Map.of(text(), 3L))),
        Map.of(),
        null,
        cost(),
        List.of(new ReplicationResult(0, Map.of("cost.monthly_usd", number()))),
        ci95);
  }

  private RequestCounts requests() {
    long completed = random.nextInt(1000);
    long failed = random.nextInt(10);
    Map<String, Long> reasons = failed == 0 ? Map.of() : Map.of("retries_exhausted", failed);
    return new RequestCounts(completed + failed + 5, completed, 0, failed, 5, reasons, null);
  }

  private Quantiles quantiles() {
    double[] sorted = new double[5];
    Arrays.setAll(sorted, i -> number());
    Arrays.sort(sorted);
    return new Quantiles(
        number(), sorted[0], sorted[1], sorted[2], sorted[3], sorted[4], sorted[4] * 2);
  }

  /** A bill of up to six lines, cents and far below. */
  CostResult cost() {
    List<CostLine> lines = new ArrayList<>();
    for (int i = random.nextInt(7); i > 0; i--) {
      BigDecimal quantity = BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(6));
      BigDecimal price = BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(7));
      lines.add(new CostLine(text(), quantity, "hour", price, quantity.multiply(price)));
    }
    int recurring = random.nextInt(lines.size() + 1);
    return Samples.cost(lines.subList(0, recurring), lines.subList(recurring, lines.size()));
  }

  private <T> T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private double number() {
    return random.nextDouble() * Math.scalb(1.0, random.nextInt(60) - 30);
  }

  private String text() {
    String letters = "ab,\"'|=+-@\n\t é漢\\";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
