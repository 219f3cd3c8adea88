package dev.crossover.experiments.run;

import java.util.Map;

/**
 * Where a hybrid sent its requests, totals over replications.
 *
 * @param primary served by the primary
 * @param fallback served by the fallback
 * @param byRule requests each routing rule decided, by the rule's text, in the file's order
 */
public record RouteCounts(long primary, long fallback, Map<String, Long> byRule) {
  public RouteCounts {
    Facts.notNegative(primary, "primary");
    Facts.notNegative(fallback, "fallback");
    byRule = Facts.copy(byRule, "by_rule");
  }
}
