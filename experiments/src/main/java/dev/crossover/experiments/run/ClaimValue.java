package dev.crossover.experiments.run;

import dev.crossover.experiments.plan.ResultPath;
import dev.crossover.experiments.spec.TreePath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value that a claim speaks of, as a point's results have it. */
final class ClaimValue {
  private final TreePath path;
  private final ResultPath inResults;

  ClaimValue(TreePath path) {
    this.path = path;
    this.inResults = new ResultPath(path);
  }

  /** The value; null where this run has none, such as a line of the bill for what nobody used. */
  @Nullable Double of(PointResult point) {
    try {
      return inResults.value(ResultTree.of(point)) instanceof Number number
          ? Double.valueOf(number.doubleValue())
          : null;
    } catch (IllegalArgumentException e) {
      return isReason() ? Double.valueOf(0) : null;
    }
  }

  /** Reasons that never occurred are left out of the results. */
  private boolean isReason() {
    List<String> segments = path.segments();
    return segments.size() == 5 && segments.get(3).equals("reasons");
  }

  /** Its interval, where replications gave one. */
  @Nullable Interval interval(PointResult point) {
    return strategy(point).map(result -> result.ci95().get(inResults.quantity())).orElse(null);
  }

  /** What each replication found; NaN for one that has no such value. */
  double[] each(PointResult point) {
    return strategy(point).map(StrategyResult::perReplication).orElse(List.of()).stream()
        .mapToDouble(one -> one.values().getOrDefault(inResults.quantity(), Double.NaN))
        .toArray();
  }

  private Optional<StrategyResult> strategy(PointResult point) {
    String name = path.segments().get(1);
    return point.strategies().stream().filter(result -> result.name().equals(name)).findFirst();
  }
}
