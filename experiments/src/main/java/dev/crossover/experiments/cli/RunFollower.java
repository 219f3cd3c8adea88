package dev.crossover.experiments.cli;

import dev.crossover.engine.request.Backend;
import dev.crossover.engine.request.Fate;
import dev.crossover.engine.request.LiveRequests;
import dev.crossover.engine.request.Reason;
import dev.crossover.experiments.plan.ExperimentPlan;
import dev.crossover.experiments.plan.Point;
import dev.crossover.experiments.report.FinishedPoint;
import dev.crossover.experiments.report.OutputFolder;
import dev.crossover.experiments.report.Progress;
import dev.crossover.experiments.report.RequestRows;
import dev.crossover.experiments.report.bench.BenchOptions;
import dev.crossover.experiments.run.PointOutcome;
import dev.crossover.experiments.run.RunWatcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows a run for the command line: progress, rows per request, points worth keeping. */
final class RunFollower implements RunWatcher, AutoCloseable {
  private static final long PROGRESS_STEPS = 1_000;

  private final OutputFolder output;
  private final boolean requests;
  private final @Nullable BenchOptions benchmarks;
  private final ExperimentPlan plan;
  private final PrintWriter stderr;
  private final Progress progress;

  RunFollower(ExperimentPlan plan, RunSettings settings, OutputFolder output, PrintWriter stderr) {
    this.output = output;
    this.requests = settings.requests();
    this.benchmarks = settings.benchmarks();
    this.plan = plan;
    this.stderr = stderr;
    String name = plan.points().get(0).experiment().spec().name();
    this.progress = Progress.start(settings.progress(), name, PROGRESS_STEPS);
  }

  @Override
  public void progressed(long done, long total) {
    progress.advanceTo((long) ((double) done / total * PROGRESS_STEPS));
  }

  @Override
  public ClosableLog requestLog(int point, String strategy, int replication, List<String> classes) {
    ClosableLog rows = rowLog(point, strategy, replication, classes);
    if (benchmarks == null) {
      return rows;
    }
    Point of = plan.points().get(point - 1);
    ClosableLog bench = new BenchLog(of, strategy, replication, benchmarks, output);
    return requests ? new BothLogs(rows, bench) : bench;
  }

  private ClosableLog rowLog(int point, String strategy, int replication, List<String> classes) {
    if (!requests) {
      return ClosableLog.NONE;
    }
    try {
      long from = plan.points().get(point - 1).experiment().window().measuredFromNanos();
      return new RowLog(output.requestRows(point, strategy, replication), classes, from);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<PointOutcome> known(int point) {
    try {
      return output.point(point).map(kept -> new PointOutcome(kept.result(), kept.timeline()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void finished(int point, PointOutcome outcome) {
    if (plan.points().size() > 1) {
      output
          .keep(point, new FinishedPoint(outcome.result(), outcome.timeline()))
          .ifPresent(problem -> stderr.println("crossover: " + problem));
    }
  }

  @Override
  public void close() {
    progress.close();
  }

  /** Writes what a replication's requests went through. */
  private static final class RowLog implements ClosableLog {
    private final RequestRows rows;
    private final List<String> classes;
    private final long fromNanos;

    RowLog(RequestRows rows, List<String> classes, long fromNanos) {
      this.rows = rows;
      this.classes = classes;
      this.fromNanos = fromNanos;
    }

    @Override
    public void ended(
        LiveRequests requests, int row, Fate fate, @Nullable Reason reason, long nanos) {
      long arrival = requests.arrivalNanos[row];
      boolean done = fate == Fate.COMPLETED;
      rows.row(
          requests.ordinal[row],
          requests.id[row],
          classes.get(requests.classIndex[row]),
          arrival - fromNanos,
          requests.promptTokens[row],
          done ? requests.outputTokens[row] : 0,
          fate,
          reason,
          route(requests.backend[row]),
          Math.max(1, requests.attempts[row]),
          since(requests.enqueuedNanos[row], requests.scheduledNanos[row]),
          done ? since(arrival, requests.firstTokenNanos[row]) : RequestRows.ABSENT,
          done ? nanos - arrival : RequestRows.ABSENT);
    }

    private static String route(byte backend) {
      return backend < 0 ? "" : backend == Backend.FLEET.ordinal() ? "fleet" : "hosted";
    }

    private static long since(long from, long to) {
      return from == LiveRequests.NEVER || to == LiveRequests.NEVER
          ? RequestRows.ABSENT
          : to - from;
    }

    @Override
    public void close() {
      try {
        rows.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
