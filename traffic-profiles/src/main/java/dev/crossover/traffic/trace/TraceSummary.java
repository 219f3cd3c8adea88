package dev.crossover.traffic.trace;

import java.util.List;

/**
 * What a trace holds.
 *
 * @param rows requests in the replayed window
 * @param skippedRows bad rows left out
 * @param failedRows requests left out because they were recorded as failed
 * @param lastNanos simulated time of the last request
 * @param arrivals requests before the end of the simulation
 * @param measured requests in the measured window
 * @param promptTokens their prompt tokens
 * @param outputTokens their output tokens, none above the limit
 * @param peakHourNanos start of the hour with the most of them
 * @param peakHourCount requests in that hour
 * @param classNames the classes that the trace names, in alphabetical order
 */
public record TraceSummary(
    long rows,
    long skippedRows,
    long failedRows,
    long lastNanos,
    long arrivals,
    long measured,
    long promptTokens,
    long outputTokens,
    long peakHourNanos,
    long peakHourCount,
    List<String> classNames) {
  public TraceSummary {
    classNames = List.copyOf(classNames);
  }
}
