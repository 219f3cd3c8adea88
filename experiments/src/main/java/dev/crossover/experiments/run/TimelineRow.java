package dev.crossover.experiments.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One strategy during one slice of the measured time, totals and means over replications.
 *
 * @param point number of the point, from 1
 * @param strategy its name
 * @param tStartS start of the slice, seconds from the start of the measured window
 * @param tEndS its end
 * @param arrived requests that arrived in the slice; the next three end in it
 * @param ttftP99S seconds, of requests completed in the slice; null when there were none
 * @param itlP95S seconds; null where gaps are not modelled or nothing completed
 * @param outputTokens produced in the slice
 * @param runningMean requests running in the fleet; like the rest null without a fleet
 * @param waiting requests waiting at the slice's end
 * @param busy step time over ready time
 * @param replicasReady ready replicas, mean over the slice
 */
public record TimelineRow(
    int point,
    String strategy,
    @JsonProperty("t_start_s") double tStartS,
    @JsonProperty("t_end_s") double tEndS,
    long arrived,
    long completed,
    long rejected,
    long failed,
    @JsonProperty("ttft_p99_s") @Nullable Double ttftP99S,
    @JsonProperty("itl_p95_s") @Nullable Double itlP95S,
    long outputTokens,
    @Nullable Double runningMean,
    @Nullable Double waiting,
    @Nullable Double busy,
    @Nullable Double replicasReady) {
  public TimelineRow {
    Facts.require(point >= 1, "point (%s) is below 1", point);
    Facts.present(strategy, "strategy");
    Facts.notNegative(tStartS, "t_start_s");
    Facts.require(tStartS < tEndS, "a slice from %s s to %s s", tStartS, tEndS);
    Facts.notNegative(ttftP99S, "ttft_p99_s");
    Facts.notNegative(itlP95S, "itl_p95_s");
    Facts.notNegative(runningMean, "running_mean");
    Facts.notNegative(waiting, "waiting");
    Facts.notNegative(busy, "busy");
    Facts.notNegative(replicasReady, "replicas_ready");
  }
}
