package dev.crossover.experiments.run;

import dev.crossover.engine.fleet.FleetSimulation;
import dev.crossover.engine.fleet.Outcome;
import dev.crossover.engine.kernel.RandomStreams;
import dev.crossover.engine.reference.BrokenLawException;
import dev.crossover.experiments.plan.ExperimentPlan;
import dev.crossover.experiments.plan.Point;
import dev.crossover.experiments.spec.ClaimSpec;
import dev.crossover.experiments.spec.ExperimentSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs every point, strategy and replication of a plan and sums up what they found. Units run side
 * by side; results are put together in order, so they do not depend on the number of threads.
 */
final class ExperimentRunner {
  private static final int POINTS_AHEAD = 4;

  private final ExperimentPlan plan;
  private final RunOptions options;
  private final AtomicLong simulated = new AtomicLong();
  private final TrafficCache traffic = new TrafficCache();
  private long toSimulate;

  ExperimentRunner(ExperimentPlan plan, RunOptions options) {
    this.plan = plan;
    this.options = options;
  }

  /**
   * Runs to the end.
   *
   * @throws InterruptedException when the calling thread is interrupted; points told to the watcher
   *     are complete
   */
  RunOutcome run() throws InterruptedException {
    List<PointOutcome> outcomes = new ArrayList<>();
    Queue<PointRun> ahead = new ArrayDeque<>();
    toSimulate = plan.points().size();
    try (UnitPool pool = new UnitPool(options.threads())) {
      for (Point point : plan.points()) {
        ahead.add(new PointRun(point, pool));
        if (ahead.size() > POINTS_AHEAD) {
          outcomes.add(ahead.remove().await());
        }
      }
      while (!ahead.isEmpty()) {
        outcomes.add(ahead.remove().await());
      }
    }
    return sumUp(outcomes);
  }

  private RunOutcome sumUp(List<PointOutcome> outcomes) {
    Point first = plan.points().get(0);
    ExperimentSpec spec = first.experiment().spec();
    List<TimelineRow> timeline = new ArrayList<>();
    outcomes.forEach(outcome -> timeline.addAll(outcome.timeline()));
    List<PointResult> points = outcomes.stream().map(PointOutcome::result).toList();
    List<ClaimResult> claims = new ArrayList<>();
    for (ClaimSpec claim : spec.claims()) {
      List<PointResult> about =
          plan.pointsOf(claim).stream().map(point -> points.get(point.index())).toList();
      claims.add(new ClaimJudge(claim).judge(about));
    }
    Results results =
        Results.of(
            spec.name(),
            options.version(),
            spec.seed(),
            spec.replications(),
            first.experiment().window().horizon().seconds(),
            points,
            claims);
    return new RunOutcome(results, timeline);
  }

  /** The units of one point on their way. */
  private final class PointRun {
    private final int number;
    private final Optional<PointOutcome> known;
    private final Point point;
    private final int replications;
    private final List<Future<Outcome>> units;
    private final PointScenario scenario;

    PointRun(Point point, UnitPool pool) {
      this.point = point;
      this.number = point.index() + 1;
      this.replications = point.experiment().spec().replications();
      this.known = options.watcher().known(number);
      this.scenario =
          new ScenarioAssembler(point.experiment(), options.engine())
              .point(point.parameters(), traffic.of(point.experiment()));
      int count = known.isPresent() ? 0 : scenario.strategies().size() * replications;
      this.units = pool.start(count, this::simulate);
    }

    private Outcome simulate(int unit) {
      StrategyScenario strategy = scenario.strategies().get(unit / replications);
      int replication = unit % replications;
      RandomStreams streams = new RandomStreams(point.experiment().spec().seed(), replication);
      try (RunWatcher.ClosableLog log =
          options
              .watcher()
              .requestLog(number, strategy.name(), replication, scenario.classNames())) {
        long[] seen = {scenario.measurement().fromNanos()};
        return new FleetSimulation(
                strategy.plan().get(),
                scenario.measurement(),
                scenario.traffic().open(streams),
                streams,
                log,
                options.verification(),
                nanos -> {
                  progress(nanos - seen[0]);
                  seen[0] = nanos;
                })
            .run();
      } catch (BrokenLawException fault) {
        throw new BrokenLawException(
            "point %d, strategy %s, replication %d".formatted(number, strategy.name(), replication),
            fault);
      }
    }

    private void progress(long nanos) {
      long span = scenario.measurement().toNanos() - scenario.measurement().fromNanos();
      long units = (long) scenario.strategies().size() * replications;
      long done = simulated.addAndGet(nanos / units);
      options.watcher().progressed(done, span * toSimulate);
    }

    PointOutcome await() throws InterruptedException {
      PointOutcome outcome = known.isPresent() ? known.get() : collect();
      if (known.isEmpty()) {
        options.watcher().finished(number, outcome);
      }
      return outcome;
    }

    private PointOutcome collect() throws InterruptedException {
      List<StrategyResult> results = new ArrayList<>();
      List<TimelineRow> timeline = new ArrayList<>();
      for (int s = 0; s < scenario.strategies().size(); s++) {
        StrategyScenario strategy = scenario.strategies().get(s);
        List<Outcome> outcomes = new ArrayList<>();
        for (int r = 0; r < replications; r++) {
          outcomes.add(UnitPool.await(units.get(s * replications + r)));
        }
        results.add(new StrategySummary(scenario, strategy).of(outcomes));
        timeline.addAll(
            new Timeline(number, strategy, scenario.measurement().fromNanos()).rows(outcomes));
      }
      return new PointOutcome(new PointResult(point.parameters(), results), timeline);
    }
  }
}
