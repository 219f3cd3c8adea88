package dev.crossover.experiments.run;

import java.util.List;

/**
 * What one point found.
 *
 * @param result its strategies' results
 * @param timeline its windows, in the order of strategies and time
 */
public record PointOutcome(PointResult result, List<TimelineRow> timeline) {
  public PointOutcome {
    timeline = List.copyOf(timeline);
  }
}
