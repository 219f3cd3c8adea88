package dev.crossover.experiments.run;

import java.util.List;
import java.util.Map;

/**
 * What one point of the sweep found.
 *
 * @param parameters the swept paths and their values as written, in the sweep's order; empty
 *     without a sweep
 * @param strategies in the file's order
 */
public record PointResult(Map<String, String> parameters, List<StrategyResult> strategies) {
  public PointResult {
    parameters = Facts.copy(parameters, "parameters");
    strategies = Facts.copy(strategies, "strategies");
  }
}
