package dev.crossover.engine.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a strategy serves: a fleet, a hosted API, or both with a routing table. Where no rule holds,
 * the fleet serves if there is one.
 *
 * @param fleet null for a purely hosted strategy
 * @param hosted null for a purely self-hosted strategy
 * @param rules first match wins
 */
public record StrategyPlan(
    @Nullable FleetPlan fleet, @Nullable HostedPlan hosted, List<RouteRule> rules) {
  public StrategyPlan {
    if (fleet == null && hosted == null) {
      throw new IllegalArgumentException("a strategy needs a fleet, a hosted API or both");
    }
    if (!rules.isEmpty() && (fleet == null || hosted == null)) {
      throw new IllegalArgumentException("routes need a fleet and a hosted API");
    }
    rules = List.copyOf(rules);
  }
}
