package dev.crossover.experiments.run;

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
  private final ClaimValue value;
  private final @Nullable ClaimValue over;
  private final double expected;
  private final double within;

  ClaimJudge(ClaimSpec claim) {
    this.claim = claim;
    this.value = new ClaimValue(claim.value());
    this.over = claim.over() == null ? null : new ClaimValue(claim.over());
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
    Double found = value.of(point);
    Interval interval = value.interval(point);
    if (found != null && over != null) {
      Double divisor = over.of(point);
      found = divisor == null || divisor == 0 ? null : Double.valueOf(found / divisor);
      interval = ratioInterval(value.each(point), over.each(point));
    }
    if (found == null) {
      return new Finding(null, null, Verdict.UNDECIDED);
    }
    double low = interval == null ? found : interval.lo();
    double high = interval == null ? found : interval.hi();
    return new Finding(found, interval, verdict(low, high));
  }

  /** Strategies see the same draws, so the ratio is taken within each replication. */
  private static @Nullable Interval ratioInterval(double[] values, double[] divisors) {
    double[] ratios = new double[Math.min(values.length, divisors.length)];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = divisors[i] == 0 ? Double.NaN : values[i] / divisors[i];
    }
    Estimate estimate = Estimate.of(ratios);
    return estimate == null ? null : new Interval(estimate.low(), estimate.high());
  }

  private Verdict verdict(double low, double high) {
    double margin = Math.abs(expected) * within;
    if (low >= expected - margin && high <= expected + margin) {
      return Verdict.HOLDS;
    }
    boolean apart = high < expected - margin || low > expected + margin;
    return apart ? Verdict.FAILS : Verdict.UNDECIDED;
  }

  private Map<String, String> at() {
    Map<String, String> at = new LinkedHashMap<>();
    claim.at().forEach((where, value) -> at.put(where.toString(), value));
    return at;
  }
}
