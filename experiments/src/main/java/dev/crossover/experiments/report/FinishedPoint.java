package dev.crossover.experiments.report;

import dev.crossover.experiments.run.PointResult;
import dev.crossover.experiments.run.TimelineRow;
import java.util.List;
import java.util.Objects;

/**
 * A point of a run that is not finished yet, kept so that the next run of the same inputs need not
 * repeat it.
 *
 * @param result what the point found
 * @param timeline its rows, in the order of strategies and time
 */
public record FinishedPoint(PointResult result, List<TimelineRow> timeline) {
  public FinishedPoint {
    Objects.requireNonNull(result, "result is missing");
    timeline = List.copyOf(timeline);
  }
}
