package dev.crossover.experiments.run;

import java.util.List;

/**
 * What an experiment found.
 *
 * @param results all points and claims
 * @param timeline all windows, in the order of points, strategies and time
 */
public record RunOutcome(Results results, List<TimelineRow> timeline) {
  public RunOutcome {
    timeline = List.copyOf(timeline);
  }
}
