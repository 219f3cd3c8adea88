package dev.crossover.traffic.analysis;

import java.util.List;

/**
 * What a stretch of traffic looks like.
 *
 * @param spanNanos its length
 * @param windows how uneven counts are, by ascending width of the windows
 * @param minutes the same per minute
 * @param hours the same per hour; empty where the stretch is shorter
 * @param gapCv coefficient of variation of the gaps
 * @param zeroGaps share of the gaps that are 0
 * @param prompts lengths of the prompts
 * @param outputs lengths of the outputs
 * @param rankCorrelation of prompt and output, Spearman's
 * @param shareable requests whose content is known, so that sessions and prefixes can be seen
 * @param sessions as the prompts show them
 * @param reuse what prefix caches would find
 */
public record TrafficSummary(
    long spanNanos,
    List<Dispersion> windows,
    Dispersion minutes,
    Dispersion hours,
    double gapCv,
    double zeroGaps,
    LengthSketch prompts,
    LengthSketch outputs,
    double rankCorrelation,
    long shareable,
    SessionSummary sessions,
    PrefixReuse reuse) {
  public TrafficSummary {
    windows = List.copyOf(windows);
  }

  public long requests() {
    return prompts.count();
  }

  /** Mean rate. */
  public double perSecond() {
    return requests() / (spanNanos / 1e9);
  }

  /** Index of dispersion over one of the windows that were asked for. */
  public double idc(long widthNanos) {
    for (Dispersion window : windows) {
      if (window.widthNanos() == widthNanos) {
        return window.idc();
      }
    }
    throw new IllegalArgumentException("no windows of " + widthNanos + " ns were counted");
  }
}
