package dev.crossover.experiments.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two strategies behind one gateway, as written; both are copied, never shared.
 *
 * @param primary name of the vllm strategy that serves where no rule holds
 * @param fallback name of the hosted strategy
 * @param route first match wins; none unless given
 */
public record HybridSpec(String primary, String fallback, @Nullable List<RouteSpec> route) {
  @Override
  public List<RouteSpec> route() {
    return route == null ? List.of() : route;
  }
}
