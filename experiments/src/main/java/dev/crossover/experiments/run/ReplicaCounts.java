package dev.crossover.experiments.run;

import org.jspecify.annotations.Nullable;

/**
 * The fleet's size over the measured window.
 *
 * @param mean ready replicas, mean over time and replications
 * @param min fewest ready at once
 * @param max most ready at once
 * @param hours replica-hours ready, mean over replications
 * @param started replicas launched in the window, total over replications
 * @param interrupted replicas taken away by the provider, total; null where none can be
 */
public record ReplicaCounts(
    double mean, int min, int max, double hours, long started, @Nullable Long interrupted) {
  public ReplicaCounts {
    Facts.notNegative(mean, "mean");
    Facts.notNegative(hours, "hours");
    Facts.notNegative(started, "started");
    Facts.notNegative(interrupted, "interrupted");
    Facts.require(
        0 <= min && min <= max, "min (%s) and max (%s) are not 0 <= min <= max", min, max);
  }
}
