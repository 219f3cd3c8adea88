package dev.crossover.traffic.trace;

/**
 * What a trace holds.
 *
 * @param rows requests in the replayed window
 * @param skippedRows bad rows left out
 * @param lastNanos simulated time of the last request
 * @param arrivals requests before the end of the simulation
 * @param measured requests in the measured window
 * @param promptTokens their prompt tokens
 * @param outputTokens their output tokens, none above the limit
 * @param peakHourNanos start of the hour with the most of them
 * @param peakHourCount requests in that hour
 */
public record TraceSummary(
    long rows,
    long skippedRows,
    long lastNanos,
    long arrivals,
    long measured,
    long promptTokens,
    long outputTokens,
    long peakHourNanos,
    long peakHourCount) {}
