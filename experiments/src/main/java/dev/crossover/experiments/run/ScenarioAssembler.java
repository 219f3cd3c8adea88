package dev.crossover.experiments.run;

import dev.crossover.engine.fleet.Batching;
import dev.crossover.engine.fleet.EngineFactory;
import dev.crossover.engine.fleet.FleetPlan;
import dev.crossover.engine.fleet.HostedPlan;
import dev.crossover.engine.fleet.RouteCondition;
import dev.crossover.engine.fleet.RouteRule;
import dev.crossover.engine.fleet.StrategyPlan;
import dev.crossover.engine.fleet.WeeklyHours;
import dev.crossover.engine.metering.MeasurementPlan;
import dev.crossover.engine.request.Backend;
import dev.crossover.engine.serving.AcceptanceRates;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.experiments.spec.DaysOfWeek;
import dev.crossover.experiments.spec.Experiment;
import dev.crossover.experiments.spec.HourRange;
import dev.crossover.experiments.spec.Problem;
import dev.crossover.experiments.spec.ResolvedStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.FleetStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.HostedStrategy;
import dev.crossover.experiments.spec.ResolvedStrategy.HybridStrategy;
import dev.crossover.experiments.spec.RouteSpec;
import dev.crossover.experiments.spec.ScheduleSpec;
import dev.crossover.experiments.spec.SpeculativeSpec;
import dev.crossover.experiments.spec.TreePath;
import dev.crossover.experiments.spec.UserInputException;
import dev.crossover.models.performance.DenseStepTime;
import dev.crossover.models.performance.LognormalLatency;
import dev.crossover.models.performance.StepWork;
import dev.crossover.models.pricing.RateCard;
import dev.crossover.traffic.profile.TrafficProfile;
import dev.crossover.traffic.profile.TrafficWindow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins engine, models and traffic into what can be simulated; the only place that does. */
final class ScenarioAssembler {
  private final Experiment experiment;
  private final EngineFactory engine;
  private final Instant epoch;

  ScenarioAssembler(Experiment experiment, EngineFactory engine) {
    this.experiment = experiment;
    this.engine = engine;
    this.epoch = experiment.spec().traffic().epoch();
  }

  /** The experiment as one point of a sweep. */
  PointScenario point(Map<String, String> parameters, TrafficProfile traffic) {
    TrafficWindow window = experiment.window();
    SloJudge slo = new SloJudge(experiment.spec().slo(), window.measuredFromNanos());
    MeasurementPlan measurement =
        new MeasurementPlan(
            window.measuredFromNanos(),
            window.measuredToNanos(),
            window.endNanos(),
            WindowLength.nanos(experiment.spec().slo().window(), window.horizon()),
            slo.terms(),
            slo.bounds(),
            SloJudge.classBounds(traffic.classes()));
    List<StrategyScenario> strategies =
        experiment.strategies().stream().map(s -> strategy(s, window)).toList();
    return new PointScenario(parameters, traffic, measurement, slo, strategies);
  }

  /**
   * Refuses windows that are too many to keep.
   *
   * @throws UserInputException at their place
   */
  static void requireFewWindows(Experiment experiment) {
    TimeSpan wanted = experiment.spec().slo().window();
    TimeSpan horizon = experiment.window().horizon();
    if (WindowLength.areTooMany(wanted, horizon)) {
      String message =
          "cuts the horizon into too many windows (%s of %s, limit %s). Maybe 1h?"
              .formatted(wanted, horizon, MeasurementPlan.MAX_WINDOWS);
      TreePath path = TreePath.valueOf("slo.window");
      throw new UserInputException(Problem.at(experiment.placeOf(path), path.toString(), message));
    }
  }

  private StrategyScenario strategy(ResolvedStrategy resolved, TrafficWindow window) {
    List<RouteSpec> route =
        resolved instanceof HybridStrategy hybrid ? hybrid.spec().route() : List.of();
    FleetStrategy fleet = fleetOf(resolved);
    HostedStrategy hosted = hostedOf(resolved);
    return new StrategyScenario(
        resolved.name(),
        StrategyKind.valueOf(resolved.kind().toUpperCase(Locale.ROOT)),
        () ->
            new StrategyPlan(
                fleet == null ? null : plan(fleet),
                hosted == null ? null : plan(hosted),
                route.stream().map(this::rule).toList()),
        fleet == null ? null : new StepWork(fleet.llm(), fleet.gpu(), tp(fleet)),
        BillingOf.terms(experiment.spec(), resolved.name(), fleet != null, window),
        new RateCard(experiment.catalog(), experiment.priceDate()),
        labels(route),
        experiment.spec().slo().enforce().contains(resolved.name()));
  }

  static @Nullable FleetStrategy fleetOf(ResolvedStrategy resolved) {
    if (resolved instanceof HybridStrategy hybrid) {
      return hybrid.fleet();
    }
    return resolved instanceof FleetStrategy fleet ? fleet : null;
  }

  static @Nullable HostedStrategy hostedOf(ResolvedStrategy resolved) {
    if (resolved instanceof HybridStrategy hybrid) {
      return hybrid.hosted();
    }
    return resolved instanceof HostedStrategy hosted ? hosted : null;
  }

  private FleetPlan plan(FleetStrategy fleet) {
    ScheduleSpec schedule = fleet.spec().schedule();
    return new FleetPlan(
        fleet.engine(),
        () ->
            new DenseStepTime(
                fleet.llm(),
                fleet.gpu(),
                tp(fleet),
                fleet.resolved().graphs(),
                fleet.resolved().overhead()),
        fleet.spec().replicas(),
        fleet.replicasPerInstance(),
        fleet.instance().id(),
        fleet.spec().purchase().key(),
        fleet.spec().purchase().committed(),
        fleet.spec().loadBalancer(),
        fleet.startup().nanos(),
        schedule == null ? null : hours(schedule.days(), schedule.hours(), schedule.zone()),
        schedule != null && schedule.closed() == ScheduleSpec.WhenClosed.QUEUE,
        engine,
        fleet.spec().engine().dataParallelSize(),
        acceptance(fleet.spec().engine().speculativeConfig()),
        new Batching(fleet.spec().batching(), fleet.spec().batchTimeout().nanos()));
  }

  private static @Nullable AcceptanceRates acceptance(@Nullable SpeculativeSpec drafts) {
    return drafts == null
        ? null
        : AcceptanceRates.of(
            drafts.acceptedUpTo().stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static HostedPlan plan(HostedStrategy hosted) {
    return new HostedPlan(
        hosted.model().id(),
        new LognormalLatency(hosted.model()),
        hosted.limits(),
        hosted.retry(),
        hosted.model().maxInputTokens());
  }

  private RouteRule rule(RouteSpec route) {
    Backend to = route.to() == RouteSpec.Target.PRIMARY ? Backend.FLEET : Backend.HOSTED;
    HourRange hours = route.hours();
    if (hours != null) {
      WeeklyHours within = hours(route.days(), hours, route.zone());
      return new RouteRule(new RouteCondition.WithinHours(within), to);
    }
    RouteSpec.RouteCondition when = route.when();
    if (when == null || when.isNoReplica()) {
      return new RouteRule(new RouteCondition.NoReplica(), to);
    }
    return new RouteRule(new RouteCondition.QueueDepthAtLeast(when.queueDepth()), to);
  }

  /** The rules' names in results; of equal ones, the later say which they are. */
  static List<String> labels(List<RouteSpec> route) {
    List<String> labels = new ArrayList<>();
    for (RouteSpec rule : route) {
      String label = label(rule);
      labels.add(labels.contains(label) ? label + " (rule " + (labels.size() + 1) + ")" : label);
    }
    return labels;
  }

  /** The rule in the words of the file, as results name it. */
  /** A rule as results name it. */
  private static String label(RouteSpec route) {
    HourRange hours = route.hours();
    if (hours != null) {
      return "hours " + hours.from() + "-" + hours.to();
    }
    RouteSpec.RouteCondition when = route.when();
    return when == null || when.isNoReplica()
        ? "no_replica"
        : "queue_depth >= " + when.queueDepth();
  }

  private WeeklyHours hours(DaysOfWeek days, HourRange range, ZoneId zone) {
    return new WeeklyHours(epoch, zone, days.days(), range.from(), range.to());
  }

  private static int tp(FleetStrategy fleet) {
    return fleet.memory().tensorParallelSize();
  }
}
