package dev.crossover.experiments.report;

import dev.crossover.experiments.run.TimelineRow;
import java.util.Arrays;
import java.util.List;

/** {@code timeline.csv}: one row per point, strategy and slice of time; absent quantities empty. */
final class TimelineCsv {
  private static final List<String> HEADER =
      List.of(
          "point",
          "strategy",
          "t_start_s",
          "t_end_s",
          "arrived",
          "completed",
          "rejected",
          "failed",
          "ttft_p99_s",
          "itl_p95_s",
          "output_tokens",
          "running_mean",
          "waiting",
          "busy",
          "replicas_ready");

  private TimelineCsv() {}

  static String text(List<TimelineRow> rows) {
    StringBuilder out = new StringBuilder();
    Csv.appendRow(HEADER, out);
    for (TimelineRow row : rows) {
      Csv.appendRow(
          Arrays.asList(
              row.point(),
              row.strategy(),
              row.tStartS(),
              row.tEndS(),
              row.arrived(),
              row.completed(),
              row.rejected(),
              row.failed(),
              row.ttftP99S(),
              row.itlP95S(),
              row.outputTokens(),
              row.runningMean(),
              row.waiting(),
              row.busy(),
              row.replicasReady()),
          out);
    }
    return out.toString();
  }
}
