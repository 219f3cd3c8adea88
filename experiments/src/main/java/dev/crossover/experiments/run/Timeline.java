package dev.crossover.experiments.run;

import dev.crossover.engine.fleet.Outcome;
import dev.crossover.engine.metering.WindowRow;
import dev.crossover.engine.request.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The windows of a strategy over its replications: requests are totals, states of the fleet are
 * means, latencies the largest of any replication.
 */
final class Timeline {
  private final int point;
  private final StrategyScenario scenario;
  private final long fromNanos;
  private final boolean hasFleet;

  /**
   * @param point its number, from 1
   * @param fromNanos start of the measured span, from which windows are dated
   */
  Timeline(int point, StrategyScenario scenario, long fromNanos) {
    this.point = point;
    this.scenario = scenario;
    this.fromNanos = fromNanos;
    this.hasFleet = scenario.work() != null;
  }

  List<TimelineRow> rows(List<Outcome> outcomes) {
    List<TimelineRow> rows = new ArrayList<>();
    int windows = outcomes.get(0).tally().windows.size();
    for (int i = 0; i < windows; i++) {
      int window = i;
      rows.add(row(outcomes.stream().map(o -> o.tally().windows.get(window)).toList()));
    }
    return rows;
  }

  private TimelineRow row(List<WindowRow> each) {
    WindowRow first = each.get(0);
    return new TimelineRow(
        point,
        scenario.name(),
        (first.startNanos() - fromNanos) / 1e9,
        (first.endNanos() - fromNanos) / 1e9,
        each.stream().mapToLong(w -> w.counts().arrived()).sum(),
        each.stream().mapToLong(w -> w.counts().of(Fate.COMPLETED)).sum(),
        each.stream().mapToLong(w -> w.counts().of(Fate.REJECTED)).sum(),
        each.stream().mapToLong(w -> w.counts().of(Fate.FAILED)).sum(),
        largest(each, WindowRow::ttftP99Seconds),
        largest(each, WindowRow::itlP95Seconds),
        each.stream().mapToLong(WindowRow::outputTokens).sum(),
        mean(each, w -> w.fleet().runningMean()),
        mean(each, w -> (double) w.fleet().waiting()),
        mean(each, w -> w.fleet().busyShare()),
        mean(each, w -> (double) w.fleet().replicasReady()));
  }

  private static @Nullable Double largest(
      List<WindowRow> each, Function<WindowRow, Double> figure) {
    double largest = Double.NaN;
    for (WindowRow row : each) {
      double value = figure.apply(row);
      largest = Double.isNaN(largest) || value > largest ? value : largest;
    }
    return SloJudge.finite(largest);
  }

  private @Nullable Double mean(List<WindowRow> each, Function<WindowRow, Double> figure) {
    if (!hasFleet) {
      return null;
    }
    double sum = 0;
    int count = 0;
    for (WindowRow row : each) {
      double value = figure.apply(row);
      sum += Double.isNaN(value) ? 0 : value;
      count += Double.isNaN(value) ? 0 : 1;
    }
    return count == 0 ? null : sum / count;
  }
}
