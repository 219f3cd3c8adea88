package dev.crossover.experiments.run;

import dev.crossover.engine.metering.LatencyMetric;
import dev.crossover.engine.metering.LatencyTerm;
import dev.crossover.engine.metering.RequestBounds;
import dev.crossover.engine.metering.StrategyTally;
import dev.crossover.engine.metering.WindowRow;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.experiments.spec.SloSpec;
import dev.crossover.experiments.spec.SloTerm.Statistic;
import dev.crossover.traffic.profile.ClassSloSpec;
import dev.crossover.traffic.profile.TrafficClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Judges a strategy's tally by the experiment's SLO. */
final class SloJudge {
  private final SloSpec spec;
  private final long fromNanos;
  private final List<String> names = new ArrayList<>();
  private final List<LatencyTerm> terms = new ArrayList<>();

  /**
   * @param fromNanos start of the measured span, from which windows are dated
   */
  SloJudge(SloSpec spec, long fromNanos) {
    this.spec = spec;
    this.fromNanos = fromNanos;
    spec.limits()
        .forEach(
            (term, limit) -> {
              names.add(term.toString());
              LatencyMetric metric = LatencyMetric.valueOf(term.metric().name());
              terms.add(new LatencyTerm(metric, quantile(term.statistic()), limit.nanos()));
            });
  }

  /** The latency terms, in the order written. */
  List<LatencyTerm> terms() {
    return terms;
  }

  /** What one request must keep: the goodput bounds, else the widest limit on each latency. */
  RequestBounds bounds() {
    SloSpec.GoodputSpec goodput = spec.goodput();
    if (goodput != null) {
      return new RequestBounds(nanos(goodput.ttft()), nanos(goodput.tpot()), nanos(goodput.e2e()));
    }
    return new RequestBounds(
        widest(LatencyMetric.TTFT), widest(LatencyMetric.TPOT), widest(LatencyMetric.E2E));
  }

  /**
   * What a request of each class must keep, by its index; empty where results do not tell classes
   * apart: one class that has no bounds is all there is.
   */
  static List<RequestBounds> classBounds(List<TrafficClass> classes) {
    if (classes.size() == 1 && classes.get(0).slo() == null) {
      return List.of();
    }
    return classes.stream().map(of -> bounds(of.slo())).toList();
  }

  private static RequestBounds bounds(@Nullable ClassSloSpec slo) {
    return slo == null
        ? RequestBounds.NONE
        : new RequestBounds(nanos(slo.ttft()), nanos(slo.tpot()), nanos(slo.e2e()));
  }

  /** The verdict on a tally. */
  SloResult judge(StrategyTally tally, boolean enforced) {
    List<SloTerm> judged = new ArrayList<>();
    SloTerm success = success(tally);
    for (int i = 0; i < terms.size(); i++) {
      judged.add(latency(i, tally, success.met()));
    }
    judged.add(success);
    boolean met = judged.stream().allMatch(SloTerm::met);
    return new SloResult(met, enforced, judged, goodputShare(tally));
  }

  /** A latency counts as met only where enough requests were answered at all. */
  private SloTerm latency(int index, StrategyTally tally, boolean answered) {
    LatencyTerm term = terms.get(index);
    Double value = finite(term.seconds(tally.latencies));
    Worst worst = worst(tally, row -> row.termSeconds().get(index));
    double limit = term.limitNanos() / 1e9;
    boolean met =
        answered && (value == null || value <= limit) && (worst == null || worst.value <= limit);
    return new SloTerm(
        names.get(index), limit, value, met, worst == null ? null : worst.value, start(worst));
  }

  private SloTerm success(StrategyTally tally) {
    double limit = spec.success().value();
    Double value =
        tally.counts.arrived() == 0
            ? null
            : (double) tally.counts.of(Fate.COMPLETED) / tally.counts.arrived();
    Worst worst = worst(tally, row -> -row.successShare());
    boolean met = (value == null || value >= limit) && (worst == null || -worst.value >= limit);
    return new SloTerm(
        "success", limit, value, met, worst == null ? null : -worst.value, start(worst));
  }

  /** The window with the largest value; null where windows are not judged or none has a value. */
  private @Nullable Worst worst(StrategyTally tally, ToDoubleFunction<WindowRow> of) {
    Worst worst = null;
    if (spec.window() != null) {
      for (WindowRow row : tally.windows) {
        double value = of.applyAsDouble(row);
        if (!Double.isNaN(value) && (worst == null || value > worst.value)) {
          worst = new Worst(value, row.startNanos() - fromNanos);
        }
      }
    }
    return worst;
  }

  private record Worst(double value, long startNanos) {}

  private static @Nullable Double start(@Nullable Worst worst) {
    return worst == null ? null : worst.startNanos / 1e9;
  }

  private @Nullable Double goodputShare(StrategyTally tally) {
    return spec.goodput() == null || tally.counts.arrived() == 0
        ? null
        : (double) tally.withinBounds / tally.counts.arrived();
  }

  private long widest(LatencyMetric metric) {
    return terms.stream()
        .filter(term -> term.metric() == metric)
        .mapToLong(LatencyTerm::limitNanos)
        .max()
        .orElse(Long.MAX_VALUE);
  }

  private static long nanos(@Nullable TimeSpan span) {
    return span == null ? Long.MAX_VALUE : span.nanos();
  }

  private static double quantile(Statistic statistic) {
    return switch (statistic) {
      case MEAN -> Double.NaN;
      case P50 -> 0.5;
      case P90 -> 0.9;
      case P95 -> 0.95;
      case P99 -> 0.99;
      case P99_9 -> 0.999;
    };
  }

  static @Nullable Double finite(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
