package dev.crossover.experiments.cli;

import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.experiments.plan.Point;
import dev.crossover.experiments.report.OutputFolder;
import dev.crossover.experiments.report.bench.BenchOptions;
import dev.crossover.experiments.report.bench.BenchRecorder;
import dev.crossover.experiments.report.bench.BenchResult;
import dev.crossover.experiments.report.bench.BenchSetup;
import dev.crossover.experiments.report.bench.Goodput;
import dev.crossover.experiments.run.RunWatcher.ClosableLog;
import dev.crossover.experiments.spec.ExperimentSpec;
import dev.crossover.experiments.spec.ResolvedStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.FleetStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.HostedStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.HybridStrategy;
import dev.crossover.experiments.spec.SloSpec;
import dev.crossover.traffic.arrival.ArrivalProcess;
import dev.crossover.traffic.arrival.ArrivalSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Times the requests of one replication as a benchmark's client, and keeps the benchmark. */
final class BenchLog implements ClosableLog {
  private static final double NANOS_PER_MILLI = 1e6;

  private final BenchRecorder recorder;
  private final Point point;
  private final String strategy;
  private final int replication;
  private final BenchOptions options;
  private final OutputFolder output;

  BenchLog(
      Point point, String strategy, int replication, BenchOptions options, OutputFolder output) {
    this.recorder = new BenchRecorder(point.experiment().window().measuredFromNanos());
    this.point = point;
    this.strategy = strategy;
    this.replication = replication;
    this.options = options;
    this.output = output;
  }

  @Override
  public boolean hearsOutputs() {
    return true;
  }

  @Override
  public void output(int row, long nanos) {
    recorder.output(row, nanos);
  }

  @Override
  public void ended(
      LiveRequests requests, int row, Fate fate, @Nullable Reason reason, long nanos) {
    recorder.ended(requests, row, fate, reason, nanos);
  }

  @Override
  public void close() {
    try {
      output.keepBenchmark(
          setup().point(),
          strategy,
          replication,
          BenchResult.of(
              setup(), recorder.answers(), recorder.durationSeconds(), goodput(), options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BenchSetup setup() {
    ExperimentSpec spec = point.experiment().spec();
    // A trace and a closed loop have no rate that anybody asked for.
    double rate = point.experiment().traffic().meanRatePerSecond();
    boolean unpaced = spec.traffic().replay() != null || Double.isNaN(rate);
    return new BenchSetup(
        point.index() + 1,
        strategy,
        replication,
        spec.seed(),
        model(),
        unpaced ? null : rate,
        unpaced ? null : burstiness(spec.traffic().arrival()));
  }

  private static double burstiness(@Nullable ArrivalSpec arrival) {
    if (arrival == null) {
      return 1;
    }
    return arrival.process() == ArrivalProcess.CONSTANT
        ? Double.POSITIVE_INFINITY
        : arrival.gammaShape();
  }

  private String model() {
    ResolvedStrategy resolved =
        point.experiment().strategies().stream()
            .filter(candidate -> candidate.name().equals(strategy))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no strategy " + strategy));
    if (resolved instanceof HostedStrategy hosted) {
      return hosted.model().id();
    }
    FleetStrategy fleet =
        resolved instanceof HybridStrategy hybrid ? hybrid.fleet() : (FleetStrategy) resolved;
    return fleet.llm().id();
  }

  private Goodput goodput() {
    SloSpec.GoodputSpec bounds = point.experiment().spec().slo().goodput();
    return bounds == null
        ? Goodput.NONE
        : new Goodput(millis(bounds.ttft()), millis(bounds.tpot()), millis(bounds.e2e()));
  }

  private static @Nullable Double millis(@Nullable TimeSpan span) {
    return span == null ? null : span.nanos() / NANOS_PER_MILLI;
  }
}
