package dev.crossover.traffic.trace;

import dev.crossover.engine.units.TimeSpan;
import java.nio.file.Path;

/** Adds up a trace in one pass. */
final class TraceScan {
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private final long fromNanos;
  private final long toNanos;
  private final long endNanos;
  private final int maxTokens;
  private long rows;
  private long arrivals;
  private long measured;
  private long promptTokens;
  private long outputTokens;
  private long lastNanos;
  private long hour = -1;
  private long hourCount;
  private long peakHour;
  private long peakCount;

  TraceScan(long fromNanos, long toNanos, long endNanos, int maxTokens) {
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    this.endNanos = endNanos;
    this.maxTokens = maxTokens;
  }

  void add(TraceRow row) {
    rows++;
    lastNanos = row.nanos;
    if (row.nanos < endNanos) {
      arrivals++;
    }
    if (row.nanos >= fromNanos && row.nanos < toNanos) {
      addMeasured(row);
    }
  }

  TraceSummary summary(TraceTally tally, Path file) {
    if (rows == 0) {
      throw new BadTraceException(file, "holds no request in the window. Maybe widen it");
    }
    if (lastNanos >= TimeSpan.MAX_NANOS) {
      throw new BadTraceException(
          file, "lasts longer than 20 years, the limit. Maybe time_scale or a timestamp is wrong");
    }
    return new TraceSummary(
        rows,
        tally.skippedRows(),
        tally.failedRows(),
        lastNanos,
        arrivals,
        measured,
        promptTokens,
        outputTokens,
        peakHour * HOUR_NANOS,
        peakCount,
        tally.classNames());
  }

  private void addMeasured(TraceRow row) {
    measured++;
    promptTokens += row.promptTokens;
    outputTokens += maxTokens == 0 ? row.outputTokens : Math.min(row.outputTokens, maxTokens);
    if (row.nanos / HOUR_NANOS != hour) {
      hour = row.nanos / HOUR_NANOS;
      hourCount = 0;
    }
    hourCount++;
    if (hourCount > peakCount) {
      peakCount = hourCount;
      peakHour = hour;
    }
  }
}
