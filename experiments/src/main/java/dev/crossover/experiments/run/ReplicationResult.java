package dev.crossover.experiments.run;

import java.util.Map;

/**
 * What one replication found, for the quantities that have an interval.
 *
 * @param replication index, from 0
 * @param values by result path such as {@code cost.monthly_usd} or {@code ttft_s.p99}, in the unit
 *     of that path; a quantity that did not exist in this replication has no entry
 */
public record ReplicationResult(int replication, Map<String, Double> values) {
  public ReplicationResult {
    Facts.require(replication >= 0, "replication (%s) is negative", replication);
    values = Facts.copy(values, "values");
    values.forEach((path, value) -> Facts.finite(value, path));
  }
}
