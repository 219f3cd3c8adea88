package dev.crossover.experiments.run;

import dev.crossover.experiments.plan.ResultPath;
import dev.crossover.experiments.spec.ClaimSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges a claim by the results. A claim about several points is as good as its worst one: it fails
 * where it fails at any, and is undecided where it is undecided at any.
 */
final class ClaimJudge {
  private final ClaimSpec claim;
  private final ResultPath path;
  private final double expected;
  private final double within;

  ClaimJudge(ClaimSpec claim) {
    this.claim = claim;
    this.path = new ResultPath(claim.value());
    this.expected = claim.expect().value().doubleValue();
    this.within = claim.within().value();
  }

  /**
   * The verdict.
   *
   * @param points what the claim is about, at least one
   */
  ClaimResult judge(List<PointResult> points) {
    List<Finding> findings = new ArrayList<>();
    points.forEach(point -> findings.add(find(point)));
    Finding decisive = findings.get(0);
    for (Finding finding : findings) {
      decisive = severity(finding.verdict) > severity(decisive.verdict) ? finding : decisive;
    }
    return new ClaimResult(
        claim.id(),
        claim.says(),
        claim.source(),
        at(),
        decisive.value,
        decisive.interval,
        expected,
        within,
        Verdict.valueOf(claim.verdict().name()),
        decisive.verdict);
  }

  private record Finding(@Nullable Double value, @Nullable Interval interval, Verdict verdict) {}

  private static int severity(Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> 0;
      case UNDECIDED -> 1;
      case FAILS -> 2;
    };
  }

  private Finding find(PointResult point) {
    Object found = value(point);
    if (!(found instanceof Number number)) {
      return new Finding(null, null, Verdict.UNDECIDED);
    }
    double value = number.doubleValue();
    Interval interval = interval(point);
    double low = interval == null ? value : interval.lo();
    double high = interval == null ? value : interval.hi();
    return new Finding(value, interval, verdict(low, high));
  }

  /** The value; null where this run has none, such as a line of the bill for what nobody used. */
  private @Nullable Object value(PointResult point) {
    try {
      return path.value(ResultTree.of(point));
    } catch (IllegalArgumentException e) {
      return isReason() ? Long.valueOf(0) : null;
    }
  }

  /** Reasons that never occurred are left out of the results. */
  private boolean isReason() {
    List<String> segments = claim.value().segments();
    return segments.size() == 5 && segments.get(3).equals("reasons");
  }

  private Verdict verdict(double low, double high) {
    double margin = Math.abs(expected) * within;
    if (low >= expected - margin && high <= expected + margin) {
      return Verdict.HOLDS;
    }
    boolean apart = high < expected - margin || low > expected + margin;
    return apart ? Verdict.FAILS : Verdict.UNDECIDED;
  }

  /** The interval of the quantity where replications gave one. */
  private @Nullable Interval interval(PointResult point) {
    String strategy = claim.value().segments().get(1);
    return point.strategies().stream()
        .filter(result -> result.name().equals(strategy))
        .findFirst()
        .map(result -> result.ci95().get(path.quantity()))
        .orElse(null);
  }

  private Map<String, String> at() {
    Map<String, String> at = new LinkedHashMap<>();
    claim.at().forEach((where, value) -> at.put(where.toString(), value));
    return at;
  }
}
