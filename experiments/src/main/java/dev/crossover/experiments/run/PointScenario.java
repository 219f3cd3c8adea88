package dev.crossover.experiments.run;

import dev.crossover.engine.metering.MeasurementPlan;
import dev.crossover.traffic.profile.TrafficClass;
import dev.crossover.traffic.profile.TrafficProfile;
import java.util.List;
import java.util.Map;

/**
 * One point of an experiment: the same traffic for each of its strategies.
 *
 * @param parameters swept paths and their values, as written
 * @param traffic who asks
 * @param measurement what is measured, without any strategy's routing rules
 * @param slo what counts as good enough
 * @param strategies in the order of the file
 */
record PointScenario(
    Map<String, String> parameters,
    TrafficProfile traffic,
    MeasurementPlan measurement,
    SloJudge slo,
    List<StrategyScenario> strategies) {

  /** The traffic's classes, by their index in the stream. */
  List<String> classNames() {
    return traffic.classes().stream().map(TrafficClass::name).toList();
  }

  /** The span that is measured and billed, seconds. */
  double horizonSeconds() {
    return (measurement.toNanos() - measurement.fromNanos()) / 1e9;
  }
}
