package dev.crossover.experiments.report;

import dev.crossover.experiments.run.Results;
import dev.crossover.experiments.run.TimelineRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the report files of a run are rendered from.
 *
 * @param results what was found
 * @param timeline in the order of points, strategies and time; null when a finished run is rendered
 *     again, whose timeline.csv stays as it is
 * @param manifest what it was made from
 */
public record RunOutput(Results results, @Nullable List<TimelineRow> timeline, Manifest manifest) {
  public RunOutput {
    timeline = timeline == null ? null : List.copyOf(timeline);
  }
}
